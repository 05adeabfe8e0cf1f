import DraftModel
import Media
import Preview

/// The files of a session, for the renderer: only what was stored, whatever a draft says.
struct SessionMedia: MediaCatalog {
  let files: [StoredMedia]

  func media(for reference: String) -> CatalogedMedia {
    let name = MediaName.fileName(reference)
    let found =
      files.last { $0.url == reference || $0.id == reference || $0.hash == reference }
      ?? files.last { $0.filename == name }
    guard let found else { return .missing(reason: "not uploaded") }
    do throws(MediaError) {
      return .found(path: found.path, try MediaProbe.facts(path: found.path))
    } catch {
      return .missing(reason: error.reason)
    }
  }
}
