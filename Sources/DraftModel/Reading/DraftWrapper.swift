import JSONTree

extension DraftWrapper {
  /// Finds the draft in a bare draft, in `{"draft": ...}` (an export request is one of those), and
  /// in a state response, whole or from `data` or `state` on.
  /// - Parameter takesNull: whether a null in the draft's place is read as an empty draft.
  init(
    locatingDraftIn document: JSONDocument, keys: DraftKeys, takesNull: Bool = false
  ) throws(DraftReadingError) {
    var holder = document.root
    try Self.expectObject(holder, in: document)
    var isAbsent = false
    var mistyped: JSONNodeID?
    for name: JSONKey in ["data", "state"] {
      // What has a draft itself is not looked into any further.
      if Self.isDraft(holder, in: document, keys: keys) || document.value(of: "draft", in: holder) != nil {
        break
      }
      guard let inner = document.value(of: name, in: holder) else { continue }
      switch document.kind(of: inner) {
      case .object: holder = inner
      case .null: isAbsent = true
      default: mistyped = inner
      }
    }
    canvasConfig = document.value(of: "canvas_config", in: holder)
    mediaInfos = document.value(of: "video_infos", in: holder)
    if Self.isDraft(holder, in: document, keys: keys) {
      draft = holder
      return
    }
    if let inner = document.value(of: "draft", in: holder) {
      guard document.kind(of: inner) != .null else {
        guard takesNull else { throw .noDraftYet }
        draft = inner
        return
      }
      try Self.expectObject(inner, in: document)
      draft = inner
      return
    }
    try Self.refuseFailure(document)
    // A state without a draft; a bare draft with other keys keeps its arrays of objects somewhere else.
    let holdsLists = document.members(of: holder).contains { member in
      document.kind(of: member.value) == .array && document.key(of: member.name) != "video_infos"
        && document.key(of: member.name) != "generated_media"
    }
    if isAbsent || (!holdsLists && (holder != document.root || canvasConfig != nil || mediaInfos != nil)) {
      // What should hold the draft and cannot is no state without one.
      if let mistyped { try Self.expectObject(mistyped, in: document) }
      throw .noDraftYet
    }
    draft = holder
  }

  /// An answer of the service that tells of an error.
  private static func refuseFailure(_ document: JSONDocument) throws(DraftReadingError) {
    guard let node = document.value(of: "code", in: document.root), let code = document.rational(of: node),
      code != .zero
    else { return }
    let message = ["message", "msg", "error"].lazy.compactMap {
      document.value(of: JSONKey($0), in: document.root).flatMap(document.string)
    }.first
    throw .serviceFailure(code: code.decimal(), message: message ?? "")
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
