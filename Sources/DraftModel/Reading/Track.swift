import JSONTree

/// What a track holds, by the service's number.
public enum TrackType: Hashable, Sendable {
  case video, audio, text
  /// A number that the service has not documented.
  case other(Int)
  /// The draft does not say, or says it in a way that is no integer.
  case unknown

  public init(number: Int) {
    switch number {
    case 0: self = .video
    case 1: self = .audio
    case 7: self = .text
    default: self = .other(number)
    }
  }
}

/// What a track is for.
public enum TrackRole: String, Sendable, CaseIterable {
  case bgm, voice, sfx, title, caption
}

/// A track of a draft: a view, as cheap to copy as the draft.
public struct Track: Sendable {
  public let draft: Draft
  /// Its place in the draft, from 0. Later tracks paint above earlier ones.
  public let index: Int

  private var entry: DraftStorage.TrackEntry { draft.storage.tracks[index] }
  public var node: JSONNodeID { entry.node }

  public var segments: [Segment] { entry.segments.map { Segment(draft: draft, ordinal: $0) } }
  public var segmentCount: Int { entry.segments.count }

  /// Where a property stands in the document; nil where it has its default.
  public func node(_ property: DraftProperty) -> JSONNodeID? {
    draft.storage.node(property, in: entry.slots[...])
  }

  public var type: TrackType {
    node(.trackType).flatMap(draft.document.rational).flatMap {
      $0.isInteger ? TrackType(number: $0.floor) : nil
    } ?? .unknown
  }

  /// The role that the draft gives the track, else the one that its type means.
  public var role: TrackRole? {
    if let text = node(.trackRole).flatMap(draft.document.string),
      let role = TrackRole(rawValue: text.lowercased())
    {
      return role
    }
    return switch type {
    case .audio: .bgm
    case .text: .title
    default: nil
    }
  }

  /// Linear; 1 is unchanged. Multiplies that of the segments.
  public var volume: Double { node(.trackVolume).flatMap(draft.document.finiteDouble) ?? 1 }
  /// 0...1. Multiplies that of the segments.
  public var opacity: Double { node(.trackOpacity).flatMap(draft.document.finiteDouble) ?? 1 }
  public var isMuted: Bool { node(.trackMuted).flatMap(draft.document.bool) ?? false }
  public var isHidden: Bool { node(.trackHidden).flatMap(draft.document.bool) ?? false }
  /// How far a music track steps back under speech, in dB.
  public var duckingDecibels: Double { node(.trackDucking).flatMap(draft.document.finiteDouble) ?? 0 }
  public var title: String? { node(.trackTitle).flatMap(draft.document.string) }

  /// From the draft, whatever its wrapper: `/t/0`.
  public var pointer: JSONPointer {
    // By way of the array, whose position is known: looking for the track takes long among many.
    guard let array = draft.node(.draftTracks) else { return draft.pointer(of: node) }
    return draft.pointer(of: array).appending(index)
  }

  /// The pointer of the array of segments, from the draft; nil where the track has none.
  public var segmentsPointer: JSONPointer? {
    self.node(.trackSegments).map { pointer.appending(draft.document.pointer(of: $0, from: node)) }
  }
}
