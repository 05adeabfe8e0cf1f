/// Whether the tables of a movie (ISO/IEC 14496-12) can be true of its file.
///
/// A few bytes claim any number of samples: all of one size (`stsz`), all of a fragment's defaults (`trun`), or
/// the same ones once more for every edit (`elst`). FFmpeg makes an entry for each of them as soon as it opens
/// the file. No film has more samples than bytes, however it is made, and so what claims more is not opened.
struct MovieTables {
  private struct Box {
    let type: String
    let body: Int
    let end: Int
  }

  private struct Track {
    var handlers: [String] = []
    var tables: [String: Box] = [:]
    /// Boxes of each type; of one that comes twice, nobody knows which is believed.
    var counts: [String: Int] = [:]
    var timescale = 0
    /// By `stsz` and `stz2`.
    var samples = 0
    var edits: [(start: Int, duration: Int)] = []
  }

  private let file: FileBytes
  /// Bytes of the whole file, which are more than those of an index that was unpacked from it.
  private let size: Int
  private var timescale = 0
  private var tracks: [Track] = []
  private var fragmentSamples = 0
  private var boxCount = 0

  /// Fewer samples are no burden, whatever the file: one that was cut off may hold none of them.
  private static let harmless = 1 << 17
  private static let boxLimit = 1_000_000
  /// As deep as FFmpeg goes.
  private static let depthLimit = 10
  /// What FFmpeg looks into.
  private static let containers: Set<String> = [
    "moov", "trak", "mdia", "minf", "stbl", "edts", "mvex", "moof", "traf", "udta", "gmhd", "dinf", "meta",
  ]

  /// - Parameter unpacked: the index, where it is packed in the file.
  /// - Throws: `.damaged` where a table claims what the file cannot hold.
  static func check(_ path: String, unpacked: [UInt8]? = nil) throws(MediaError) {
    let file = try FileBytes(path)
    var claims = [MovieTables(file, size: file.size)]
    if let unpacked { claims.append(MovieTables(FileBytes(memory: unpacked), size: file.size)) }
    for claim in claims.compactMap(\.falsehood) {
      throw MediaError(.damaged, file: path, operation: "open", reason: claim)
    }
  }

  private init(_ file: FileBytes, size: Int) {
    (self.file, self.size) = (file, size)
    read(from: 0, to: file.size, depth: 0)
  }

  /// What cannot be true, and which table says so.
  private var falsehood: String? {
    if fragmentSamples > most { return claim("its fragments (trun) claim", fragmentSamples) }
    var (sum, entries) = (0, 0)
    for track in tracks {
      let (table, samples, isInBlocks) = indexed(track)
      let weight = isInBlocks ? samples / Self.leastBlock : samples
      if weight > most { return claim("its \(table) claims", samples) }
      if weight > MediaLimits.samples {
        return "its \(table) claims \(samples) samples, more than the \(MediaLimits.samples) that are opened"
      }
      sum += weight
      // Sound in blocks is not copied for edits sample by sample.
      guard track.edits.count > 1, !isInBlocks else { continue }
      entries += copies(track, of: samples)
      if entries > MediaLimits.samples {
        return "its edit list (elst) claims to play \(track.edits.count) stretches with more than "
          + "\(MediaLimits.samples) samples in all; the whole track has \(samples)"
      }
    }
    return sum > most ? claim("its tracks (stsz) together claim", sum) : nil
  }

  private var most: Int { max(size, Self.harmless) }

  private func claim(_ subject: String, _ samples: Int) -> String {
    "\(subject) \(samples) samples, and the whole file has \(size) bytes"
  }

  // MARK: Boxes

  private mutating func read(from start: Int, to end: Int, depth: Int) {
    var at = start
    while at + 8 <= end, boxCount < Self.boxLimit, let told = file.number(at: at, bytes: 4),
      let type = file.type(at: at + 4)
    {
      boxCount += 1
      var (body, length) = (at + 8, told)
      if told == 1, let large = file.number(at: at + 8, bytes: 8) {
        (body, length) = (at + 16, large)
      } else if told == 0 {
        length = end - at
      }
      guard length >= body - at else { return }
      let box = Box(type: type, body: body, end: length > end - at ? end : at + length)
      read(box, depth)
      at = box.end
    }
  }

  private mutating func read(_ box: Box, _ depth: Int) {
    switch box.type {
    case "trak": tracks.append(Track())
    case "mvhd": timescale = scale(box)
    case "trun": fragmentSamples = sum(fragmentSamples, number(box, 4))
    default: if !tracks.isEmpty { note(box, in: tracks.count - 1) }
    }
    // An index that an editor has struck out may be taken for one again.
    let isStruckOut =
      depth == 0 && ["free", "skip", "hoov"].contains(box.type)
      && ["mvhd", "cmov"].contains(file.type(at: box.body + 4) ?? "")
    guard Self.containers.contains(box.type) || isStruckOut, depth < Self.depthLimit else { return }
    // In QuickTime's own `meta` boxes begin at once, in that of others behind four bytes.
    let isFull = box.type == "meta" && file.number(at: box.body, bytes: 4) == 0
    read(from: box.body + (isFull ? 4 : 0), to: box.end, depth: depth + 1)
  }

  private mutating func note(_ box: Box, in track: Int) {
    switch box.type {
    case "hdlr": tracks[track].handlers.append(file.type(at: box.body + 8) ?? "")
    case "mdhd": tracks[track].timescale = scale(box)
    case "stsz", "stz2": tracks[track].samples = max(tracks[track].samples, number(box, 8))
    case "elst": tracks[track].edits = edits(box)
    case "stts", "ctts", "stss", "stsc", "stco", "co64": break
    default: return
    }
    tracks[track].tables[box.type] = box
    tracks[track].counts[box.type, default: 0] += 1
  }

  private func number(_ box: Box, _ place: Int) -> Int {
    box.body + place + 4 <= box.end ? file.number(at: box.body + place, bytes: 4) ?? 0 : 0
  }

  private func scale(_ box: Box) -> Int { number(box, file.byte(at: box.body) == 1 ? 20 : 12) }

  private func sum(_ a: Int, _ b: Int) -> Int { a > .max / 2 || b > .max / 2 ? .max / 2 : a + b }

  private func edits(_ box: Box) -> [(start: Int, duration: Int)] {
    let isLong = file.byte(at: box.body) == 1
    let width = isLong ? 8 : 4
    return rows(box, width: width * 2 + 4).map { row in
      let time = Self.number(row.dropFirst(width).prefix(width))
      let start = isLong ? time : Int(Int32(truncatingIfNeeded: time))
      return (start, Self.number(row.prefix(width)))
    }
  }

  /// The rows of a table that are in the file, behind its version and their number.
  private func rows(_ box: Box?, width: Int) -> [ArraySlice<UInt8>] {
    guard let box, box.end - box.body >= 8 else { return [] }
    let count = min(number(box, 4), (box.end - box.body - 8) / width)
    let bytes = file.bytes(at: box.body + 8, count: count * width)
    return stride(from: 0, to: bytes.count / width * width, by: width).map { bytes[$0..<$0 + width] }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  /// Columns of four bytes.
  private func pairs(_ box: Box?, width: Int = 8) -> [(Int, Int)] {
    rows(box, width: width).map { (Self.number($0.prefix(4)), Self.number($0.dropFirst(4).prefix(4))) }
  }

  // MARK: Samples

  /// For how many samples FFmpeg makes entries, and whether it makes one for many of them: of sound in which
  /// each sample takes one tick.
  private func indexed(_ track: Track) -> (table: String, samples: Int, isInBlocks: Bool) {
    let steps = pairs(track.tables["stts"])
    // QuickTime has another handler for where the data are.
    let kinds = Set(track.handlers.filter(Self.kinds.contains))
    guard kinds == ["soun"], track.counts["stts"] == 1, steps.count == 1, steps[0].1 == 1 else {
      return ("table of sample sizes (stsz)", track.samples, false)
    }
    let chunks = max(
      track.tables["stco"].map { number($0, 4) } ?? 0, track.tables["co64"].map { number($0, 4) } ?? 0)
    let runs = pairs(track.tables["stsc"], width: 12)
    var samples = 0
    for (index, run) in runs.enumerated() {
      let next = index + 1 < runs.count ? runs[index + 1].0 : chunks + 1
      samples = sum(samples, max(0, min(next, chunks + 1) - run.0).multiplied(by: run.1))
    }
    return ("table of chunks (stsc)", samples, true)
  }

  private static let kinds: Set<String> = ["soun", "vide", "subp", "clcp", "m1a "]

  /// Samples for which one entry is made at least; as a rule it is one for a thousand.
  private static let leastBlock = 160

  /// How many entries the edits of a track need: for each, the samples that it plays, and those that are decoded
  /// before and after them.
  private func copies(_ track: Track, of samples: Int) -> Int {
    // By stretches of samples of one length: where they begin, in samples and in time.
    var starts: [(time: Int, sample: Int, step: Int)] = []
    var (time, sample) = (0, 0)
    for (count, step) in pairs(track.tables["stts"]) {
      starts.append((time, sample, step))
      sample = sum(sample, count)
      time = sum(time, count.multiplied(by: step))
    }
    func index(at wanted: Int) -> Int {
      var (low, high) = (0, starts.count)
      while low < high {
        let middle = (low + high) / 2
        if starts[middle].time <= wanted { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return 0 }
      let start = starts[low - 1]
      guard start.step > 0 else { return low < starts.count ? starts[low].sample : samples }
      return min(samples, sum(start.sample, (wanted - start.time) / start.step))
    }
    let keys = rows(track.tables["stss"], width: 4).map { Self.number($0) }
    let gaps = zip(keys + [samples + 1], [1] + keys).map { $0 - $1 }
    // Without a table of them, all are key frames.
    let gap = track.tables["stss"] == nil ? 1 : min(samples, max(0, gaps.max() ?? samples))
    let shifts = pairs(track.tables["ctts"]).map { Int(Int32(truncatingIfNeeded: $0.1)) }
    let (least, most) = (min(0, shifts.min() ?? 0), max(0, shifts.max() ?? 0))
    var entries = 0
    for edit in track.edits where edit.start >= 0 && edit.start < .max / 4 {
      let isRest = edit.duration == 0 || timescale <= 0
      let length = isRest ? .max / 4 : edit.duration.multiplied(by: max(1, track.timescale)) / timescale
      let first = index(at: max(0, edit.start - most))
      let last = index(at: sum(edit.start, length) - least)
      entries = sum(entries, min(samples, max(0, last - first) + 3 * gap))
    }
    return entries
  }
}

extension Int {
  /// The product of two numbers that are not below zero; half the largest number where it is more.
  fileprivate func multiplied(by other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max / 2 : Swift.min(product, .max / 2)
  }
}
