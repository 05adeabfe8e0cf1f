import DraftModel

/// What planning asks about the media that a draft refers to.
public protocol MediaCatalog {
  func media(for reference: String) -> CatalogedMedia
}

/// What is known of a media reference.
public enum CatalogedMedia: Hashable, Sendable {
  case found(path: String, MediaFacts)
  /// Not there, or not to be used; the reason in a few words.
  case missing(reason: String)
}
