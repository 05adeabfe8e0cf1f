import DraftModel

/// Two texts line by line, in the form that `patch` and `git apply` read.
struct UnifiedDiff {
  let old: [UInt8]
  let new: [UInt8]
  let file: String

  private static let context = 3

  /// Empty where the texts are the same. Bytes, as lines are printed as they are.
  var bytes: [UInt8] {
    let (a, b) = (Self.lines(old), Self.lines(new))
    let edits = Self.edits(a, b)
    guard edits.contains(where: { $0.kind != .same }) else { return [] }
    // What ends a name with a space in it, for `patch`.
    let end = file.contains(" ") ? "\t" : ""
    var out = Array("--- \(file.visible)\(end)\n+++ \(file.visible)\(end)\n".utf8)
    for hunk in Self.hunks(edits) {
      let part = edits[hunk]
      func count(_ kind: Edit.Kind) -> Int { part.count { $0.kind == .same || $0.kind == kind } }
      let first = part[part.startIndex]
      out += "@@ -\(first.old + 1),\(count(.removed)) +\(first.new + 1),\(count(.added)) @@\n".utf8
      for edit in part {
        let line = edit.kind == .added ? b[edit.new] : a[edit.old]
        out.append(UInt8(ascii: edit.kind == .same ? " " : edit.kind == .added ? "+" : "-"))
        out += line
        if line.last != 0x0A { out += "\n\\ No newline at end of file\n".utf8 }
      }
    }
    return out
  }

  /// As a terminal may show it. Where something had to be made visible, it is no patch any more.
  var visible: [UInt8] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      // Tabs are harmless, and so is a carriage return at a line's end.
      let isCarriageReturn = line.last == 0x0D
      let parts = (isCarriageReturn ? line.dropLast() : line).split(
        separator: 0x09, omittingEmptySubsequences: false)
      return parts.map { String(decoding: $0, as: UTF8.self).visible }.joined(separator: "\t")
        + (isCarriageReturn ? "\r" : "")
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private struct Edit {
    enum Kind { case same, removed, added }
    let kind: Kind
    /// The line of the old text that it is at.
    let old: Int
    /// The line of the new text that it is at.
    let new: Int
  }

  /// Each line with its end.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// What leads from the one to the other. After a difference the texts are brought together again at
  /// the nearest lines that are the same: right for edits that lie apart, and in time in proportion to
  /// the texts, however many there are.
  private static func edits(_ a: [ArraySlice<UInt8>], _ b: [ArraySlice<UInt8>]) -> [Edit] {
    // Numbers for lines: they are compared many times.
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ line: ArraySlice<UInt8>) -> Int {
      if let number = numbers[line] { return number }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    let (old, new) = (a.map(number), b.map(number))
    var edits: [Edit] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      let (removed, added) = step(old[i...], new[j...])
      for _ in 0..<removed {
        edits.append(Edit(kind: .removed, old: i, new: j))
        i += 1
      }
      for _ in 0..<added {
        edits.append(Edit(kind: .added, old: i, new: j))
        j += 1
      }
      while i < old.count, j < new.count, old[i] == new[j] {
        edits.append(Edit(kind: .same, old: i, new: j))
        (i, j) = (i + 1, j + 1)
      }
    }
    return edits
  }

  /// How many lines of each to pass over so that the next ones are the same; all of them where that is
  /// nowhere near.
  private static func step(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>) -> (removed: Int, added: Int) {
    let reach = 64
    for distance in 0...reach {
      for added in 0...distance {
        let (i, j) = (old.startIndex + distance - added, new.startIndex + added)
        if i < old.endIndex, j < new.endIndex, old[i] == new[j] { return (distance - added, added) }
        if i == old.endIndex, j == new.endIndex { return (distance - added, added) }
      }
    }
    return (old.count, new.count)
  }

  /// Runs of edits with what surrounds them; those whose surroundings touch are one.
  private static func hunks(_ edits: [Edit]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (index, edit) in edits.enumerated() where edit.kind != .same {
      let range = max(0, index - context)..<min(edits.count, index + context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }
}
