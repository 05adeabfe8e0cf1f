import DraftModel
import Media
import Preview

/// The files of a session, for the renderer: only what was stored, whatever a draft says.
struct SessionMedia: MediaCatalog {
  let files: [StoredMedia]

  func media(for reference: String) -> CatalogedMedia {
    // By its name alone where it is no more than a name: a path of someone's own disk means nothing here.
    let name = reference.contains("/") ? nil : reference
    let found = files.last { [$0.url, $0.id, $0.hash].contains(reference) || $0.filename == name }
    guard let found else { return .missing(reason: "not uploaded") }
    do throws(MediaError) {
      return .found(path: found.path, try MediaProbe.facts(path: found.path))
    } catch {
      return .missing(reason: error.reason)
    }
  }
}
