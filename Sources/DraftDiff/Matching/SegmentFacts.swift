import DraftModel
import JSONTree

/// What matching and comparing need of a segment, read once: times as whole microseconds, contents as
/// hashes. Two that differ only by a hash collision are compared by their text before anything is said.
struct SegmentFacts {
  /// Its place among all segments of its draft.
  let ordinal: Int
  let track: Int
  let index: Int
  private(set) var start: Int
  private(set) var end: Int
  /// The source that is used; for texts and pictures without a clock, `0..<0`.
  private(set) var sourceIn: Int
  private(set) var sourceOut: Int
  let speed: Rational
  /// The media's address without its query; 0 where there is none.
  let address: Int
  /// What media it is, whatever its address: see ``DraftFacts/knowing(_:)``. 0 where there is none.
  private(set) var media: Int
  /// The media's file name; 0 where there is none.
  let file: Int
  let text: Int
  /// 0 where there is none.
  let id: Int
  /// Media, source range and text: what it shows, wherever it stands.
  private(set) var what: Int
  /// All its bytes but those of its start and its id.
  let whole: Int

  var duration: Int { end - start }
  var hasClock: Bool { media != 0 && sourceOut != sourceIn }

  /// What a cut makes of a segment with a clock: a part of its source, where that is on.
  func piece(ofSource range: Range<Int>) -> SegmentFacts {
    func time(_ source: Int) -> Int {
      if isNear(source, sourceOut) { return end }
      return speed > .zero ? start + (Rational(source - sourceIn) / speed).rounded : start
    }
    var piece = self
    (piece.start, piece.end) = (time(range.lowerBound), max(time(range.lowerBound), time(range.upperBound)))
    (piece.sourceIn, piece.sourceOut) = (range.lowerBound, range.upperBound)
    return piece
  }

  /// What a cut makes of a segment without a clock: it shows the same, for a shorter time.
  func piece(from start: Int, length: Int) -> SegmentFacts {
    var piece = self
    (piece.start, piece.end) = (start, start + length)
    return piece
  }
}

/// What matching needs of a draft.
struct DraftFacts {
  let draft: Draft
  let tracks: [Track]
  /// All segments, in document order.
  let segments: [Segment]
  private(set) var facts: [SegmentFacts]
  /// For each track, its segments in the order of time.
  let order: [[Int]]
  /// Ids that one segment alone has.
  let uniqueIDs: Set<Int>

  init(_ draft: Draft) {
    self.draft = draft
    let tracks = draft.tracks
    let segments = draft.segments
    self.tracks = tracks
    self.segments = segments
    var facts: [SegmentFacts] = []
    facts.reserveCapacity(segments.count)
    var order: [[Int]] = []
    let bytes = draft.document.bytes
    bytes.withUnsafeBytes { text in
      for track in tracks {
        let first = facts.count
        let isText = track.type == .text
        for index in 0..<track.segmentCount {
          facts.append(
            SegmentFacts(
              segments[first + index], ordinal: first + index, track: track.index, index: index,
              isText: isText, bytes: text))
        }
        let ordinals = Array(first..<facts.count)
        let isSorted = zip(ordinals, ordinals.dropFirst()).allSatisfy { facts[$0].start <= facts[$1].start }
        order.append(
          isSorted
            ? ordinals : ordinals.sorted { (facts[$0].start, $0) < (facts[$1].start, $1) })
      }
    }
    self.order = order
    var seen: Set<Int> = []
    var repeated: Set<Int> = []
    for fact in facts where fact.id != 0 && !seen.insert(fact.id).inserted { repeated.insert(fact.id) }
    uniqueIDs = seen.subtracting(repeated)
    self.facts = facts
  }
}

extension DraftFacts {
  /// The same facts, with media that have moved called by the addresses that another draft has for them.
  ///
  /// Files keep their names where they are put elsewhere, as by an upload: an address that is in one draft
  /// only is that of the other draft which ends in the same name, where no third has that name.
  func knowing(_ other: DraftFacts) -> DraftFacts {
    let mine = addressesByFile(besides: other)
    guard !mine.isEmpty else { return self }
    let theirs = other.addressesByFile(besides: self)
    var names: [Int: Int] = [:]
    for (file, address) in mine { if let address, let known = theirs[file] ?? nil { names[address] = known } }
    guard !names.isEmpty else { return self }
    var known = self
    for index in facts.indices {
      if let name = names[facts[index].address] { known.facts[index].callMedia(name) }
    }
    return known
  }

  /// For each file name, the one address that ends in it; nil where there are several. Of addresses that
  /// the other draft has not.
  private func addressesByFile(besides other: DraftFacts) -> [Int: Int?] {
    let common = Set(other.facts.map(\.address))
    var found: [Int: Int?] = [:]
    var seen: Set<Int> = []
    for fact in facts where fact.address != 0 && seen.insert(fact.address).inserted {
      if found[fact.file] == nil {
        found[fact.file] = common.contains(fact.address) ? .some(nil) : fact.address
      } else {
        found[fact.file] = .some(nil)
      }
    }
    return found.filter { $0.value != nil }
  }
}

extension SegmentFacts {
  init(
    _ segment: Segment, ordinal: Int, track: Int, index: Int, isText: Bool, bytes: UnsafeRawBufferPointer
  ) {
    let document = segment.draft.document
    self.ordinal = ordinal
    self.track = track
    self.index = index
    start = segment.start.microseconds
    end = max(start, segment.end.microseconds)
    speed = segment.speed
    let address = segment.node(.media).map { MediaBytes(document.contents(of: $0)) }
    self.address = address.map { Self.hash($0.shown) } ?? 0
    media = self.address
    file = address.map { Self.hash($0.file) } ?? 0
    text = segment.node(.text).map { Self.hash(document.contents(of: $0)) } ?? 0
    let identifier = segment.node(.segmentID)
    id = identifier.map { Self.hash(bytes, [document.byteRange(of: $0)]) } ?? 0
    if let address, !isText, !address.isStill {
      let range = segment.sourceRange
      sourceIn = range.start.microseconds
      sourceOut = range.end.microseconds
    } else {
      (sourceIn, sourceOut) = (0, 0)
    }
    let all = document.byteRange(of: segment.node)
    var holes = [segment.node(.start), identifier].compactMap { $0.map(document.byteRange) }
    if holes.count == 2, holes[0].lowerBound > holes[1].lowerBound { holes.swapAt(0, 1) }
    var pieces: [Range<Int>] = []
    var at = all.lowerBound
    for hole in holes {
      pieces.append(at..<hole.lowerBound)
      at = hole.upperBound
    }
    pieces.append(at..<all.upperBound)
    whole = Self.hash(bytes, pieces)
    what = whole
    nameContent()
  }

  private mutating func nameContent() {
    guard media != 0 || text != 0 else { return }
    var hasher = Hasher()
    hasher.combine(media)
    hasher.combine(text)
    hasher.combine(sourceIn)
    hasher.combine(sourceOut)
    hasher.combine(end - start)
    what = hasher.finalize()
  }

  fileprivate mutating func callMedia(_ name: Int) {
    media = name
    nameContent()
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { hash($0, [0..<$0.count]) }
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer, _ pieces: [Range<Int>]) -> Int {
    var hasher = Hasher()
    for piece in pieces { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[piece])) }
    let value = hasher.finalize()
    return value == 0 ? 1 : value
  }
}

extension JSONDocument {
  /// What a string says, as bytes.
  fileprivate func contents(of node: JSONNodeID) -> ArraySlice<UInt8> {
    let inside = source(of: node).dropFirst().dropLast()
    return inside.contains(UInt8(ascii: "\\")) ? (key(of: node)?.utf8 ?? [])[...] : inside
  }
}

/// The parts of a media address, as ``MediaName`` has them, without making a text of each.
private struct MediaBytes {
  /// Without the query and the fragment of a URL.
  let shown: ArraySlice<UInt8>
  /// The file's name.
  let file: ArraySlice<UInt8>

  init(_ address: ArraySlice<UInt8>) {
    guard !address.contains(UInt8(ascii: "%")) else {
      let text = String(decoding: address, as: UTF8.self)
      shown = Array(MediaName.shown(text).utf8)[...]
      file = Array(MediaName.fileName(text).utf8)[...]
      return
    }
    let colon = address.firstIndex(of: UInt8(ascii: ":"))
    let isURL = colon.map { address[$0...].starts(with: Array("://".utf8)) } ?? false
    let plain = isURL ? address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") } : address
    shown = plain
    let slash = plain.lastIndex(of: UInt8(ascii: "/"))
    file = slash.map { plain[($0 + 1)...] } ?? plain
  }

  /// A picture without a clock, as far as its name tells.
  var isStill: Bool {
    guard let dot = file.lastIndex(of: UInt8(ascii: ".")), file.endIndex - dot <= 5 else { return false }
    return Self.stills.contains(String(decoding: file[(dot + 1)...], as: UTF8.self).lowercased())
  }

  private static let stills: Set<String> = [
    "jpg", "jpeg", "png", "webp", "heic", "heif", "avif", "bmp", "tif", "tiff", "svg",
  ]
}

extension Time {
  /// The nearest microsecond, held where sums cannot overflow.
  var microseconds: Int {
    let exact = milliseconds
    if exact.isInteger, let small = Int32(exactly: exact.numerator) { return Int(small) * 1000 }
    return min(max((exact * Rational(1000)).rounded, -1 << 60), 1 << 60)
  }

  init(microseconds: Int) { self.init(milliseconds: Rational(Int128(microseconds), 1000)) }
}
