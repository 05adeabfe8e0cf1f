extension DraftKeys {
  /// One row of the table: how a property is spelled, and what it is.
  public struct Entry: Sendable {
    public let property: DraftProperty
    public let scope: DraftScope
    /// The name that key files use, with the scope in front where two scopes share it.
    public let name: String
    /// The spellings that are read, in the order in which they win. A path leads into inner
    /// objects: `m/title`.
    public let spellings: [String]
    /// The key that is written where the document has none yet.
    public let canonical: String
    public let type: DraftValueType
    public let unit: String
    public let defaultValue: String

    /// `segment.start`: unique in the table.
    public var qualifiedName: String { "\(scope.rawValue).\(name)" }
  }

  /// The table. The five documented keys are `t`, `tt`, `sg`, `d` and `m`; the others are
  /// Workprint's choice, until a user's key file says otherwise.
  ///
  /// Title, text, media and role are also looked for, under their long spellings, in the object's
  /// metadata. Only there: an `m/duration` is often the media's own length, not ours.
  public static let table: [Entry] = {
    var rows: [Entry] = []
    func add(
      _ scope: DraftScope, _ property: DraftProperty, _ name: String, _ spellings: [String],
      _ type: DraftValueType, unit: String = "", default value: String = "none",
      writtenAs canonical: String? = nil
    ) {
      rows.append(
        Entry(
          property: property, scope: scope, name: name, spellings: spellings,
          canonical: canonical ?? spellings.first ?? name, type: type, unit: unit,
          defaultValue: value))
    }
    let title = ["title", "name", "m/title", "m/name"]
    let role = ["rl", "role", "m/role"]

    add(.draft, .draftTracks, "tracks", ["t"], .array, default: "required")
    add(
      .draft, .draftDuration, "duration", ["d", "duration"], .time, unit: "ms",
      default: "end of the last segment")
    add(.draft, .draftMetadata, "metadata", ["m"], .object)
    add(.draft, .draftTitle, "title", title, .string, writtenAs: "m/title")
    add(.draft, .canvasWidth, "width", ["m/width"], .number, unit: "px", default: "1080")
    add(.draft, .canvasHeight, "height", ["m/height"], .number, unit: "px", default: "1920")
    add(.draft, .canvasFrameRate, "fps", ["m/fps"], .frameRate, unit: "frames/s", default: "30")
    add(.draft, .canvasBackground, "background", ["m/background"], .string, unit: "#RRGGBB", default: "black")

    add(.track, .trackID, "id", ["id", "uuid"], .identifier)
    add(.track, .trackType, "type", ["tt"], .number, unit: "0 video, 1 audio, 7 text", default: "required")
    add(.track, .trackSegments, "segments", ["sg"], .array, default: "required")
    add(.track, .trackMetadata, "metadata", ["m"], .object)
    add(.track, .trackTitle, "title", title, .string, writtenAs: "m/title")
    add(.track, .trackVolume, "volume", ["v", "volume"], .number, unit: "linear", default: "1")
    add(.track, .trackOpacity, "opacity", ["o", "opacity"], .number, unit: "0...1", default: "1")
    add(
      .track, .trackRole, "role", role, .string, unit: "bgm, voice, sfx, title, caption",
      default: "from the type")
    add(.track, .trackMuted, "muted", ["mu", "muted"], .bool, default: "false")
    add(.track, .trackHidden, "hidden", ["hd", "hidden"], .bool, default: "false")
    add(.track, .trackDucking, "duck", ["dk", "duck"], .number, unit: "dB", default: "0")

    add(.segment, .segmentID, "id", ["id", "uuid"], .identifier)
    add(
      .segment, .start, "start", ["s", "start", "startTime", "start_time"], .time, unit: "ms",
      default: "end of the previous segment")
    add(.segment, .duration, "duration", ["d", "duration"], .time, unit: "ms", default: "required")
    add(
      .segment, .sourceStart, "sourceStart", ["ss", "sourceStart", "source_start"], .time,
      unit: "ms of the source", default: "0")
    add(.segment, .speed, "speed", ["sp", "speed"], .number, unit: "ratio", default: "1")
    add(
      .segment, .media, "media",
      [
        "u", "url", "src", "path", "cdn_url", "filename", "m/url", "m/src", "m/path", "m/cdn_url",
        "m/filename",
      ],
      .string, unit: "path, file name or URL")
    add(.segment, .volume, "volume", ["v", "volume"], .number, unit: "linear", default: "1")
    add(.segment, .fadeIn, "fadeIn", ["fi", "fadeIn"], .time, unit: "ms", default: "0")
    add(.segment, .fadeOut, "fadeOut", ["fo", "fadeOut"], .time, unit: "ms", default: "0")
    add(.segment, .transition, "transition", ["tr", "transition"], .object)
    add(.segment, .x, "x", ["x"], .number, unit: "fraction of the canvas", default: "0.5")
    add(.segment, .y, "y", ["y"], .number, unit: "fraction of the canvas", default: "0.5")
    add(.segment, .scale, "scale", ["sc", "scale"], .number, unit: "ratio", default: "1")
    add(.segment, .rotation, "rotation", ["r", "rotation"], .number, unit: "degrees clockwise", default: "0")
    add(.segment, .opacity, "opacity", ["o", "opacity"], .number, unit: "0...1", default: "1")
    add(
      .segment, .fit, "fit", ["ft", "fit"], .string, unit: "contain, cover, stretch, none, blur",
      default: "contain")
    add(.segment, .crop, "crop", ["cr", "crop"], .object, default: "0 on each side")
    add(.segment, .flip, "flip", ["fl", "flip"], .string, unit: "h, v, hv")
    add(.segment, .text, "text", ["tx", "text", "content", "m/text", "m/content"], .string)
    add(.segment, .textStyle, "textStyle", ["ts", "style", "textStyle"], .object)
    add(.segment, .animation, "animation", ["an", "animation"], .object)
    add(.segment, .keyframes, "keyframes", ["kf", "keyframes"], .array)
    add(.segment, .effects, "effects", ["fx", "effects"], .array)
    add(.segment, .muted, "muted", ["mu", "muted"], .bool, default: "false")
    add(.segment, .hidden, "hidden", ["hd", "hidden"], .bool, default: "false")
    add(.segment, .segmentMetadata, "metadata", ["m"], .object)
    add(
      .segment, .title, "title", title, .string, default: "the media's file name",
      writtenAs: "m/title")

    add(.transition, .transitionKind, "kind", ["k"], .string, default: "crossfade")
    add(.transition, .transitionDuration, "duration", ["d"], .time, unit: "ms", default: "0")
    add(.crop, .cropLeft, "left", ["l"], .number, unit: "fraction", default: "0")
    add(.crop, .cropTop, "top", ["t"], .number, unit: "fraction", default: "0")
    add(.crop, .cropRight, "right", ["r"], .number, unit: "fraction", default: "0")
    add(.crop, .cropBottom, "bottom", ["b"], .number, unit: "fraction", default: "0")
    add(.animation, .animationIn, "in", ["i"], .object)
    add(.animation, .animationOut, "out", ["o"], .object)
    add(.animationPart, .animationKind, "kind", ["k"], .string)
    add(.animationPart, .animationDuration, "duration", ["d"], .time, unit: "ms", default: "0")
    add(.keyframe, .keyframeProperty, "property", ["p"], .string, unit: "x, y, sc, r, o, v")
    add(.keyframe, .keyframeTime, "time", ["t"], .time, unit: "ms from the segment's start", default: "0")
    add(.keyframe, .keyframeValue, "value", ["v"], .number)
    add(.keyframe, .keyframeEasing, "easing", ["e"], .string, default: "linear")
    add(.effect, .effectKind, "kind", ["k"], .string)
    add(.effect, .effectAmount, "amount", ["a"], .number)
    add(.effect, .effectColor, "color", ["c"], .string, unit: "#RRGGBB")
    add(.effect, .effectSimilarity, "similarity", ["s"], .number, unit: "0...1")
    add(.effect, .effectBlend, "blend", ["b"], .number, unit: "0...1")

    let height = "fraction of the canvas height"
    add(.textStyle, .fontFamily, "family", ["f"], .string, default: "sans")
    add(.textStyle, .fontSize, "size", ["z"], .number, unit: height, default: "0.05")
    add(.textStyle, .textColor, "color", ["c"], .string, unit: "#RRGGBB[AA]", default: "#FFFFFF")
    add(.textStyle, .bold, "bold", ["b"], .bool, default: "false")
    add(.textStyle, .italic, "italic", ["i"], .bool, default: "false")
    add(.textStyle, .alignment, "align", ["al"], .string, unit: "left, center, right", default: "center")
    add(.textStyle, .strokeColor, "strokeColor", ["sk"], .string, unit: "#RRGGBB[AA]")
    add(.textStyle, .strokeWidth, "strokeWidth", ["sw"], .number, unit: height, default: "0")
    add(.textStyle, .boxColor, "boxColor", ["bg"], .string, unit: "#RRGGBB[AA]")
    add(.textStyle, .boxRadius, "boxRadius", ["br"], .number, unit: height, default: "0")
    add(.textStyle, .shadow, "shadow", ["sh"], .object)
    add(.textStyle, .letterSpacing, "letterSpacing", ["ls"], .number, unit: height, default: "0")
    add(.textStyle, .lineHeight, "lineHeight", ["lh"], .number, unit: "factor", default: "1")
    add(
      .textStyle, .maximumWidth, "maxWidth", ["mw"], .number, unit: "fraction of the canvas width",
      default: "0.9")
    add(.shadow, .shadowX, "x", ["x"], .number, unit: height, default: "0")
    add(.shadow, .shadowY, "y", ["y"], .number, unit: height, default: "0")
    add(.shadow, .shadowBlur, "blur", ["blur"], .number, unit: height, default: "0")
    add(.shadow, .shadowColor, "color", ["c"], .string, unit: "#RRGGBB[AA]", default: "#000000")
    return rows
  }()
}
