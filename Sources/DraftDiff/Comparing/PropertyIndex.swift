import DraftModel
import JSONTree

/// Which property a path inside a draft, a track or a segment belongs to.
struct PropertyIndex {
  private var properties: [DraftScope: [String: DraftProperty]] = [:]

  init(_ keys: DraftKeys) {
    for entry in DraftKeys.table where [.draft, .track, .segment].contains(entry.scope) {
      for spelling in keys.spellings(of: entry.property) {
        if properties[entry.scope]?[spelling] == nil {
          properties[entry.scope, default: [:]][spelling] = entry.property
        }
      }
    }
  }

  /// The property, and what of the path leads on inside its value.
  func property(_ path: [JSONKey], in scope: DraftScope) -> (DraftProperty, ArraySlice<JSONKey>)? {
    guard let spellings = properties[scope], let first = path.first else { return nil }
    var best: (DraftProperty, ArraySlice<JSONKey>)?
    var spelling = first.description
    for count in 1...min(path.count, 4) {
      if count > 1 { spelling += "/" + path[count - 1].description }
      if let found = spellings[spelling] { best = (found, path[count...]) }
    }
    return best
  }
}
