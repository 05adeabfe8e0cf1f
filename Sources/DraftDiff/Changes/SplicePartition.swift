import JSONTree

/// Divides the bytes that differ between two texts among changes: each byte has one owner.
struct SplicePartition {
  /// Bytes that belong to a change.
  struct Claim {
    let range: Range<Int>
    let owner: Int
  }

  private let old: ArraySlice<UInt8>
  private let new: ArraySlice<UInt8>
  private let oldOwners: [Claim]
  private let newOwners: [Claim]

  init(
    old: ArraySlice<UInt8>, new: ArraySlice<UInt8>, oldClaims: [Claim], newClaims: [Claim]
  ) {
    self.old = old
    self.new = new
    oldOwners = Self.flatten(oldClaims)
    newOwners = Self.flatten(newClaims)
  }

  /// Claims inside one another made into claims beside one another: the inner one counts.
  private static func flatten(_ claims: [Claim]) -> [Claim] {
    let sorted = claims.enumerated().sorted {
      ($0.element.range.lowerBound, -$0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, -$1.element.range.upperBound, $1.offset)
    }.map(\.element)
    var result: [Claim] = []
    var open: [Claim] = []
    var at = 0
    func emit(_ end: Int, _ owner: Int) {
      if end > at { result.append(Claim(range: at..<end, owner: owner)) }
      at = max(at, end)
    }
    for claim in sorted {
      while let outer = open.last, outer.range.upperBound <= claim.range.lowerBound {
        emit(outer.range.upperBound, outer.owner)
        open.removeLast()
      }
      if let outer = open.last { emit(claim.range.lowerBound, outer.owner) }
      at = max(at, claim.range.lowerBound)
      open.append(claim)
    }
    while let outer = open.popLast() { emit(outer.range.upperBound, outer.owner) }
    return result
  }

  /// Calls `give` with every splice and its owner; nil is nobody's, a matter of layout.
  func divide(_ kept: [KeptSpan], _ give: (Int?, Splice) -> Void) {
    var (i, j) = (old.startIndex, new.startIndex)
    var oldCursor = 0
    var newCursor = 0
    for span in kept + [KeptSpan(old: old.endIndex, new: new.endIndex, count: 0)] {
      if i < span.old || j < span.new {
        let before = Self.pieces(i..<span.old, oldOwners, &oldCursor)
        let after = Self.pieces(j..<span.new, newOwners, &newCursor)
        divide(i..<span.old, before, j..<span.new, after, give)
      }
      (i, j) = (span.old + span.count, span.new + span.count)
    }
  }

  private struct Piece {
    var range: Range<Int>
    var owner: Int?
  }

  private static func pieces(_ gap: Range<Int>, _ owners: [Claim], _ cursor: inout Int) -> [Piece] {
    while cursor < owners.count, owners[cursor].range.upperBound <= gap.lowerBound { cursor += 1 }
    var pieces: [Piece] = []
    var at = gap.lowerBound
    var next = cursor
    while next < owners.count, owners[next].range.lowerBound < gap.upperBound {
      let part = owners[next].range.clamped(to: gap)
      if at < part.lowerBound { pieces.append(Piece(range: at..<part.lowerBound)) }
      if !part.isEmpty { pieces.append(Piece(range: part, owner: owners[next].owner)) }
      at = max(at, part.upperBound)
      next += 1
    }
    if at < gap.upperBound { pieces.append(Piece(range: at..<gap.upperBound)) }
    return pieces
  }

  /// Commas and white space in a gap go with what is beside them.
  private func divide(
    _ oldGap: Range<Int>, _ before: [Piece], _ newGap: Range<Int>, _ after: [Piece],
    _ give: (Int?, Splice) -> Void
  ) {
    let fallback = before.lazy.compactMap(\.owner).first ?? after.lazy.compactMap(\.owner).first
    func settled(_ pieces: [Piece]) -> [Piece] {
      var result: [Piece] = []
      for (at, piece) in pieces.enumerated() {
        let owner =
          piece.owner ?? pieces[at...].lazy.compactMap(\.owner).first ?? result.last?.owner ?? fallback
        if let last = result.last, last.owner == owner {
          result[result.count - 1].range = last.range.lowerBound..<piece.range.upperBound
        } else {
          result.append(Piece(range: piece.range, owner: owner))
        }
      }
      return result
    }
    func splice(_ a: Range<Int>, _ b: Range<Int>) -> Splice {
      Splice(
        oldOffset: a.lowerBound, newOffset: b.lowerBound, removed: Array(old[a]), inserted: Array(new[b]))
    }
    let (a, b) = (settled(before), settled(after))
    if a.count == 1, b.count == 1, a[0].owner == b[0].owner {
      return give(a[0].owner, splice(oldGap, newGap))
    }
    // All that goes, then all that comes: so the offsets rise on both sides.
    for piece in a { give(piece.owner, splice(piece.range, newGap.lowerBound..<newGap.lowerBound)) }
    for piece in b { give(piece.owner, splice(oldGap.upperBound..<oldGap.upperBound, piece.range)) }
  }
}
