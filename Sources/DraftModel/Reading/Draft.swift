import JSONTree

/// A draft: the timeline that a cloud editor keeps, read from JSON without losing a byte of it.
///
/// A draft is a view of a ``JSONDocument``. It resolves where every property of every track and
/// segment stands and when each segment is on; everything else is read from the document when it
/// is asked for. Editing gives a new draft on a new document.
public struct Draft: Sendable {
  let storage: DraftStorage

  public var document: JSONDocument { storage.document }
  public var keys: DraftKeys { storage.keys }
  /// Where in the document the draft lies, and what lies around it.
  public var wrapper: DraftWrapper { storage.wrapper }
  /// The object that is the draft.
  public var node: JSONNodeID { storage.wrapper.draft }
  public var tracks: [Track] { storage.tracks.indices.map { Track(draft: self, index: $0) } }

  /// Reads the draft in a document, whatever its wrapper.
  /// - Throws: where the document is no draft at all. Anything odd inside one is read as well as it
  ///   can be, and told by ``oddities``.
  public init(_ document: JSONDocument, keys: DraftKeys = .standard) throws(DraftReadingError) {
    storage = try DraftStorage(document: document, keys: keys, takesNull: false)
  }

  /// Reads the draft in a document, whatever its wrapper; a null in its place is an empty one.
  /// - Throws: where the document is neither.
  public init(orEmpty document: JSONDocument, keys: DraftKeys = .standard) throws(DraftReadingError) {
    storage = try DraftStorage(document: document, keys: keys, takesNull: true)
  }
}

/// Why a document cannot be read as a draft.
public enum DraftReadingError: Error, Hashable, Sendable {
  /// The state holds no draft yet: its draft is null or absent.
  case noDraftYet
  /// The document is the service's answer that something failed.
  case serviceFailure(code: String, message: String)
  /// A draft, or what should wrap one, is not an object.
  case notAnObject(JSONPointer, JSONPosition, found: JSONKind)
}

/// What lies around a draft, where the document holds more than the draft.
public struct DraftWrapper: Sendable {
  public let draft: JSONNodeID
  /// The `canvas_config` of a session's state.
  public let canvasConfig: JSONNodeID?
  /// The `video_infos` of a session's state.
  public let mediaInfos: JSONNodeID?
}

/// What a draft resolved to, shared by all views of it and never changed.
final class DraftStorage: Sendable {
  let document: JSONDocument
  let keys: DraftKeys
  let wrapper: DraftWrapper
  /// Slots of the draft's own properties. The root stands for "not there": it is no one's property.
  let draftSlots: [JSONNodeID]
  let tracks: [TrackEntry]
  let segments: [SegmentEntry]
  /// `segmentSlotCount` slots for each segment.
  let segmentSlots: [JSONNodeID]
  let segmentSlotCount: Int
  /// The end of the last segment.
  let duration: Time
  /// Whether any known key has a value of a wrong type.
  let hasMismatches: Bool
  /// Whether anything was passed over at all: most drafts are not looked through a second time.
  let isOdd: Bool

  struct TrackEntry: Sendable {
    let node: JSONNodeID
    let slots: [JSONNodeID]
    let segments: Range<Int>
  }

  struct SegmentEntry: Sendable {
    let node: JSONNodeID
    let track: Int
    let start: Time
    let duration: Time
  }

  init(document: JSONDocument, keys: DraftKeys, takesNull: Bool) throws(DraftReadingError) {
    self.document = document
    self.keys = keys
    wrapper = try DraftWrapper(locatingDraftIn: document, keys: keys, takesNull: takesNull)
    let absent = document.root
    var mismatches = 0
    var isOdd = false
    func slots(_ object: JSONNodeID, _ reader: ScopeReader) -> [JSONNodeID] {
      var slots = [JSONNodeID](repeating: absent, count: reader.slotCount)
      mismatches += slots.withUnsafeMutableBufferPointer { reader.read(object, in: document, into: $0) }
      return slots
    }
    let draftReader = keys.reader(.draft)
    let trackReader = keys.reader(.track)
    let segmentReader = keys.reader(.segment)
    func slot(_ property: DraftProperty, _ reader: ScopeReader) -> Int {
      Int(property.rawValue) - reader.firstProperty
    }
    let startSlot = slot(.start, segmentReader)
    let durationSlot = slot(.duration, segmentReader)

    draftSlots = slots(wrapper.draft, draftReader)
    segmentSlotCount = segmentReader.slotCount
    var tracks: [TrackEntry] = []
    var segments: [SegmentEntry] = []
    var segmentSlots: [JSONNodeID] = []
    let trackArray = draftSlots[slot(.draftTracks, draftReader)]
    let trackNodes = trackArray == absent ? [] : Array(document.elements(of: trackArray))
    if trackArray == absent { isOdd = true }
    let typeSlot = slot(.trackType, trackReader)
    for (trackIndex, trackNode) in trackNodes.enumerated() {
      let trackSlots = slots(trackNode, trackReader)
      if trackSlots[typeSlot] == absent { isOdd = true }
      let array = trackSlots[slot(.trackSegments, trackReader)]
      if array == absent { isOdd = true }
      let first = segments.count
      var previousEnd = Time.zero
      if array != absent {
        for segmentNode in document.elements(of: array) {
          let base = segmentSlots.count
          segmentSlots.append(contentsOf: repeatElement(absent, count: segmentSlotCount))
          mismatches += segmentSlots.withUnsafeMutableBufferPointer {
            segmentReader.read(segmentNode, in: document, into: .init(rebasing: $0[base...]))
          }
          if segmentSlots[base + durationSlot] == absent { isOdd = true }
          func time(_ slot: Int) -> Time? {
            guard segmentSlots[base + slot] != absent else { return nil }
            let time = document.time(of: segmentSlots[base + slot])
            if time == nil { isOdd = true }
            return time
          }
          let start = time(startSlot) ?? previousEnd
          var duration = time(durationSlot) ?? .zero
          if duration.isNegative { (duration, isOdd) = (.zero, true) }
          segments.append(
            SegmentEntry(node: segmentNode, track: trackIndex, start: start, duration: duration))
          previousEnd = start + duration
        }
      }
      tracks.append(TrackEntry(node: trackNode, slots: trackSlots, segments: first..<segments.count))
    }
    self.tracks = tracks
    self.segments = segments
    duration = segments.reduce(.zero) { max($0, $1.start + $1.duration) }
    self.segmentSlots = segmentSlots
    hasMismatches = mismatches > 0
    self.isOdd = isOdd || hasMismatches
  }

  /// The value of a property in the slots of its scope.
  func node(_ property: DraftProperty, in slots: ArraySlice<JSONNodeID>) -> JSONNodeID? {
    let slot = slots.startIndex + DraftKeys.slot(property)
    guard slots.indices.contains(slot), slots[slot] != document.root else { return nil }
    return slots[slot]
  }
}
