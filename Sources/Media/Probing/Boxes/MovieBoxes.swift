import DraftModel

/// The boxes of an ISO base media file (ISO/IEC 14496-12) that FFmpeg does not tell of: where the
/// index lies, edit lists, encryption, and what is cut off.
struct MovieBoxes {
  struct Track {
    /// Of the track header; FFmpeg's stream id.
    var id = 0
    var edits: [MediaDescription.Edit] = []
    var isEncrypted = false
    /// Of the sample descriptions: `avc1`, `encv`.
    var sampleTypes: [String] = []
  }

  private let file: FileBytes
  private(set) var brands: [String] = []
  private(set) var index: MediaDescription.IndexPlace = .missing
  private(set) var tracks: [Track] = []
  private(set) var damage: [MediaDescription.Damage] = []
  private var timescale = 1000
  private var edits: [(track: Int, duration: Int, mediaTime: Int, rate: Rational)] = []
  private var mediaScales: [Int: Int] = [:]

  private static let boxLimit = 20_000
  private static let editLimit = 1000

  private struct Box {
    let type: String
    let body: Int
    let end: Int
  }

  static func matches(_ head: [UInt8]) -> Bool {
    head.count >= 8
      && ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp"].contains(
        String(decoding: head[4..<8], as: UTF8.self))
  }

  init(_ file: FileBytes) {
    self.file = file
    var sawMedia = false
    var sawFragment = false
    for box in boxes(from: 0, to: file.size, isOutermost: true) {
      switch box.type {
      case "ftyp" where brands.isEmpty:
        let names = stride(from: box.body, to: min(box.end, box.body + 256), by: 4).map {
          file.type(at: $0) ?? ""
        }
        // The second number is the version of the first brand.
        brands = names.enumerated().filter { $0.offset != 1 && !$0.element.isEmpty }.map(\.element)
      case "moov":
        if index == .missing { index = sawMedia ? .end : .front }
        readMovie(box)
      case "mdat": sawMedia = true
      case "moof": sawFragment = true
      default: break
      }
    }
    if sawFragment, index != .missing { index = .fragmented }
    finishEdits()
  }

  private mutating func boxes(from start: Int, to end: Int, isOutermost: Bool = false) -> [Box] {
    var boxes: [Box] = []
    var at = start
    while at + 8 <= end, boxes.count < Self.boxLimit, let size = file.number(at: at, bytes: 4),
      let type = file.type(at: at + 4)
    {
      var (body, length) = (at + 8, size)
      if size == 1, let large = file.number(at: at + 8, bytes: 8) {
        (body, length) = (at + 16, large)
      } else if size == 0 {
        length = end - at
      }
      guard length >= body - at, length <= Int.max - at else {
        if isOutermost {
          damage.append(.init(.garbage, "bytes that are no box lie at \(at) of \(file.size)"))
        }
        return boxes
      }
      if at + length > end, isOutermost {
        damage.append(
          .init(.truncated, "its \(type.visible) box ends at \(at + length), the file at \(file.size)"))
      }
      boxes.append(Box(type: type, body: body, end: min(at + length, end)))
      at += length
    }
    return boxes
  }

  private mutating func readMovie(_ movie: Box) {
    for box in boxes(from: movie.body, to: movie.end) {
      switch box.type {
      case "mvhd":
        let isLong = file.byte(at: box.body) == 1
        timescale = file.number(at: box.body + (isLong ? 20 : 12), bytes: 4) ?? 1000
      case "trak" where tracks.count < MediaLimits.streams:
        tracks.append(Track())
        readTrack(box)
      default: break
      }
    }
  }

  private mutating func readTrack(_ track: Box) {
    let last = tracks.count - 1
    for box in boxes(from: track.body, to: track.end) {
      switch box.type {
      case "tkhd":
        let isLong = file.byte(at: box.body) == 1
        tracks[last].id = file.number(at: box.body + (isLong ? 20 : 12), bytes: 4) ?? 0
      case "edts":
        for list in boxes(from: box.body, to: box.end) where list.type == "elst" { readEdits(list) }
      case "mdia": readMedia(box)
      default: break
      }
    }
  }

  private mutating func readEdits(_ list: Box) {
    let isLong = file.byte(at: list.body) == 1
    let size = isLong ? 8 : 4
    let count = file.number(at: list.body + 4, bytes: 4) ?? 0
    var at = list.body + 8
    for _ in 0..<min(count, Self.editLimit) {
      guard at + size * 2 + 4 <= list.end, let duration = file.number(at: at, bytes: size),
        let time = file.number(at: at + size, bytes: size),
        let rate = file.number(at: at + size * 2, bytes: 4)
      else { return }
      let signedTime = isLong ? time : Int(Int32(truncatingIfNeeded: time))
      let signedRate = Int(Int32(truncatingIfNeeded: rate))
      edits.append((tracks.count - 1, max(0, duration), signedTime, Rational(Int128(signedRate), 65536)))
      at += size * 2 + 4
    }
  }

  /// Times of edits count in two scales, of which one may come later in the file.
  private mutating func finishEdits() {
    for edit in edits where tracks.indices.contains(edit.track) {
      let scale = mediaScales[edit.track] ?? timescale
      tracks[edit.track].edits.append(
        .init(
          duration: Time(seconds: Rational(Int128(edit.duration), Int128(max(1, timescale)))),
          mediaTime: edit.mediaTime < 0
            ? nil : Time(seconds: Rational(Int128(edit.mediaTime), Int128(max(1, scale)))),
          rate: edit.rate))
    }
  }

  private mutating func readMedia(_ media: Box) {
    let last = tracks.count - 1
    for box in boxes(from: media.body, to: media.end) {
      switch box.type {
      case "mdhd":
        let isLong = file.byte(at: box.body) == 1
        mediaScales[last] = file.number(at: box.body + (isLong ? 20 : 12), bytes: 4)
      case "minf":
        for table in boxes(from: box.body, to: box.end) where table.type == "stbl" {
          for list in boxes(from: table.body, to: table.end) where list.type == "stsd" {
            tracks[last].sampleTypes = boxes(from: list.body + 8, to: list.end).prefix(16).map(\.type)
          }
        }
      default: break
      }
    }
    let encrypted = ["encv", "enca", "enct", "encs", "drmi", "drms"]
    tracks[last].isEncrypted = tracks[last].sampleTypes.contains(where: encrypted.contains)
  }
}
