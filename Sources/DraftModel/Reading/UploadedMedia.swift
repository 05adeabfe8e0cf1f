import JSONTree

extension Draft {
  /// What the state around the draft calls its media: from `cdn_url` to `filename`, after its
  /// `video_infos`.
  public var uploadedFileNames: [String: String] {
    guard let infos = wrapper.mediaInfos else { return [:] }
    var names: [String: String] = [:]
    for info in document.elements(of: infos) {
      guard let url = document.value(of: "cdn_url", in: info).flatMap(document.string),
        let name = document.value(of: "filename", in: info).flatMap(document.string)
      else { continue }
      names[url] = name
    }
    return names
  }
}
