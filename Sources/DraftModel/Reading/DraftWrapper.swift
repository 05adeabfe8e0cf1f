import JSONTree

extension DraftWrapper {
  /// Finds the draft in a bare draft, in `{"draft": ...}` (an export request is one of those), and
  /// in a state response, whole or from `data` or `state` on.
  init(locatingDraftIn document: JSONDocument, keys: DraftKeys) throws(DraftReadingError) {
    var holder = document.root
    try Self.expectObject(holder, in: document)
    for name: JSONKey in ["data", "state"] {
      guard let inner = document.value(of: name, in: holder) else { continue }
      if Self.isDraft(holder, in: document, keys: keys) { break }
      guard document.kind(of: inner) != .null else { throw .noDraftYet }
      try Self.expectObject(inner, in: document)
      holder = inner
    }
    let isWrapped = holder != document.root
    canvasConfig = document.value(of: "canvas_config", in: holder)
    mediaInfos = document.value(of: "video_infos", in: holder)
    if !Self.isDraft(holder, in: document, keys: keys) {
      if let inner = document.value(of: "draft", in: holder) {
        guard document.kind(of: inner) != .null else { throw .noDraftYet }
        try Self.expectObject(inner, in: document)
        draft = inner
        return
      }
      if isWrapped || canvasConfig != nil || mediaInfos != nil { throw .noDraftYet }
    }
    draft = holder
  }

  /// An object that has tracks, or that the service would take for a draft.
  private static func isDraft(_ node: JSONNodeID, in document: JSONDocument, keys: DraftKeys) -> Bool {
    let reader = keys.reader(.draft)
    var slots = [JSONNodeID](repeating: document.root, count: reader.slotCount)
    _ = slots.withUnsafeMutableBufferPointer { reader.read(node, in: document, into: $0) }
    return slots[Int(DraftProperty.draftTracks.rawValue) - reader.firstProperty] != document.root
  }

  private static func expectObject(_ node: JSONNodeID, in document: JSONDocument) throws(DraftReadingError) {
    guard document.kind(of: node) == .object else {
      throw .notAnObject(
        document.pointer(of: node), document.position(of: node), found: document.kind(of: node))
    }
  }
}
