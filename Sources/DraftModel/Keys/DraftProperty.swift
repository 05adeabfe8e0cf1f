/// Which object of a draft a property is on.
public enum DraftScope: String, Sendable, CaseIterable {
  case draft, track, segment, transition, crop, animation, animationPart, keyframe, effect, textStyle, shadow
}

/// Every property that Workprint knows. The table of their keys is ``DraftKeys``.
public enum DraftProperty: UInt8, Sendable, CaseIterable {
  case draftTracks, draftDuration, draftMetadata, draftTitle
  case canvasWidth, canvasHeight, canvasFrameRate, canvasBackground

  case trackID, trackType, trackSegments, trackMetadata, trackTitle
  case trackVolume, trackOpacity, trackRole, trackMuted, trackHidden, trackDucking

  case segmentID, start, duration, sourceStart, speed, media
  case volume, fadeIn, fadeOut, transition, x, y, scale, rotation, opacity, fit, crop, flip
  case text, textStyle, animation, keyframes, effects, muted, hidden, segmentMetadata, title

  case transitionKind, transitionDuration
  case cropLeft, cropTop, cropRight, cropBottom
  case animationIn, animationOut
  case animationKind, animationDuration
  case keyframeProperty, keyframeTime, keyframeValue, keyframeEasing
  case effectKind, effectAmount, effectColor, effectSimilarity, effectBlend

  case fontFamily, fontSize, textColor, bold, italic, alignment, strokeColor, strokeWidth
  case boxColor, boxRadius, shadow, letterSpacing, lineHeight, maximumWidth

  case shadowX, shadowY, shadowBlur, shadowColor
}

/// What a property's value has to be to count as found.
public enum DraftValueType: String, Sendable {
  case string, number, bool, object, array
  /// A length or a moment, in milliseconds: a number, or a string that spells one.
  case time
  /// A string or a number.
  case identifier
  /// A number, or a string such as `30000/1001`.
  case frameRate

  /// The type as a person says it.
  public var phrase: String {
    switch self {
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .object: "an object"
    case .array: "an array"
    case .time: "milliseconds, a number"
    case .identifier: "a string or a number"
    case .frameRate: "a number, or a string such as \"30000/1001\""
    }
  }
}
