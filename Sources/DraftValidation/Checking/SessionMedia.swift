import DraftModel
import JSONTree

/// What a state response says of the media around its draft (`video_infos`).
struct SessionMedia {
  private var facts: [String: MediaFacts] = [:]

  init(_ draft: Draft) {
    guard let infos = draft.wrapper.mediaInfos else { return }
    let document = draft.document
    for info in document.elements(of: infos) {
      func number(_ name: JSONKey) -> Rational? {
        document.value(of: name, in: info).flatMap(document.rational)
      }
      func string(_ name: JSONKey) -> String? { document.value(of: name, in: info).flatMap(document.string) }
      let names = ["cdn_url", "filename"].compactMap { string(JSONKey($0)) }.filter { !$0.isEmpty }
      guard let kind = names.lazy.compactMap(ServiceLimits.kind).first else { continue }
      var known = MediaFacts(duration: number("duration").flatMap { $0 > .zero ? Time(seconds: $0) : nil })
      if kind.hasPicture, let width = number("width")?.rounded, let height = number("height")?.rounded,
        width > 0, height > 0
      {
        known.picture = .init(kind: Self.pictureKind(kind), width: width, height: height)
      }
      if kind == .still { known.duration = nil }
      for name in names { facts[Self.key(name)] = known }
    }
  }

  private static func pictureKind(_ kind: ServiceLimits.MediaKind) -> MediaFacts.PictureKind {
    switch kind {
    case .still: .still
    case .animation: .animation
    case .video, .sound: .video
    }
  }

  /// Signatures in a query change from response to response.
  private static func key(_ reference: String) -> String { MediaName.shown(reference) }

  subscript(reference: String) -> MediaFacts? { facts.isEmpty ? nil : facts[Self.key(reference)] }
}
