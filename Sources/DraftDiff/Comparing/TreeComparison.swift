import DraftModel
import JSONTree

/// Compares two documents value by value, tracks and segments as they were matched: the bytes that
/// stay, and every difference.
struct TreeComparison {
  let matching: DraftMatching
  let order: ElementOrder
  let old: JSONDocument
  let new: JSONDocument
  private(set) var kept: [KeptSpan] = []
  private(set) var differences: [Difference] = []
  /// Inside what is at another place nothing stays, though its differences count.
  private var isKeeping = true

  init(_ matching: DraftMatching, order: ElementOrder) {
    self.matching = matching
    self.order = order
    old = matching.old.draft.document
    new = matching.new.draft.document
  }

  /// Where a value is: the object, the path inside it, and how much of that can be addressed.
  struct Context {
    var place: Difference.Place
    var path: [JSONKey] = []
    var addressable: Int?

    func appending(_ key: JSONKey) -> Context {
      Context(place: place, path: path + [key], addressable: addressable)
    }
  }

  mutating func compare() {
    let (o, n) = (matching.old.draft.node, matching.new.draft.node)
    let isAlike =
      old.pointer(of: o) == new.pointer(of: n)
    if isAlike, o != old.root {
      keep(0..<old.byteRange(of: old.root).lowerBound, 0..<new.byteRange(of: new.root).lowerBound)
      value(old.root, new.root, Context(place: .around))
    } else {
      let (a, b) = (old.byteRange(of: o), new.byteRange(of: n))
      if !isAlike {
        differences.append(
          Difference(
            place: .around, path: [], old: .init(node: old.root, bytes: old.byteRange(of: old.root)),
            new: .init(node: new.root, bytes: new.byteRange(of: new.root))))
      }
      keep(0..<a.lowerBound, 0..<b.lowerBound)
      value(o, n, Context(place: .draft))
    }
    let (a, b) = (old.byteRange(of: isAlike ? old.root : o), new.byteRange(of: isAlike ? new.root : n))
    keep(a.upperBound..<old.bytes.count, b.upperBound..<new.bytes.count)
    compareElsewhere()
    compareParts()
  }

  // MARK: Keeping

  /// Takes two stretches for the same bytes where they are.
  private mutating func keep(_ a: Range<Int>, _ b: Range<Int>) {
    guard isKeeping, !a.isEmpty, old.hasSameBytes(a, as: b, in: new) else { return }
    if let last = kept.last, last.old + last.count == a.lowerBound, last.new + last.count == b.lowerBound {
      kept[kept.count - 1].count += a.count
    } else {
      kept.append(KeptSpan(old: a.lowerBound, new: b.lowerBound, count: a.count))
    }
  }

  private mutating func add(_ context: Context, _ a: Difference.Side?, _ b: Difference.Side?) {
    differences.append(
      Difference(
        place: context.place, path: context.path, old: a, new: b, addressable: context.addressable))
  }

  // MARK: Values

  private mutating func value(_ o: JSONNodeID, _ n: JSONNodeID, _ context: Context) {
    let (a, b) = (old.byteRange(of: o), new.byteRange(of: n))
    if old.hasSameBytes(a, as: b, in: new) { return keep(a, b) }
    var context = context
    if o == matching.old.draft.node, n == matching.new.draft.node { context = Context(place: .draft) }
    switch (old.kind(of: o), new.kind(of: n)) {
    case (.object, .object): object(o, n, context)
    case (.array, .array):
      if order.isTrackArray(o, n) { return elements(o, n, order.tracks) { .trackElement($0, $1) } }
      if let pair = order.trackPair(o, n) { return segments(o, n, pair) }
      array(o, n, context)
    default:
      if !old.isEqual(o, to: n, in: new) { add(context, .init(node: o, bytes: a), .init(node: n, bytes: b)) }
    }
  }

  private mutating func array(_ o: JSONNodeID, _ n: JSONNodeID, _ context: Context) {
    let (a, b) = (Array(old.elements(of: o)), Array(new.elements(of: n)))
    guard a.count == b.count else {
      return add(
        context, .init(node: o, bytes: old.byteRange(of: o)), .init(node: n, bytes: new.byteRange(of: n)))
    }
    children(
      old.byteRange(of: o), a.map(old.byteRange), new.byteRange(of: n), b.map(new.byteRange),
      pairs: a.indices.map { ($0, $0) }
    ) { comparison, i, j in
      comparison.value(a[i], b[j], context.appending(JSONKey(String(i))))
    }
  }

  private mutating func object(_ o: JSONNodeID, _ n: JSONNodeID, _ context: Context) {
    let names = MemberPairing(old, o, new, n)
    func side(_ member: JSONDocument.Member, _ bytes: Range<Int>) -> Difference.Side {
      .init(node: member.value, bytes: bytes)
    }
    func inner(_ key: JSONKey) -> Context {
      var inner = context.appending(key)
      if inner.addressable == nil, names.isUnaddressable(key) { inner.addressable = context.path.count }
      return inner
    }
    for i in names.removed {
      add(inner(names.oldKey(i)), side(names.old[i], names.oldSpans[i]), nil)
    }
    for j in names.added { add(inner(names.newKey(j)), nil, side(names.new[j], names.newSpans[j])) }
    children(
      old.byteRange(of: o), names.oldSpans, new.byteRange(of: n), names.newSpans, pairs: names.inPlace
    ) { comparison, i, j in
      comparison.member(names.old[i], names.new[j]) { inner(names.oldKey(i)) }
    }
    let wasKeeping = isKeeping
    isKeeping = false
    for (i, j) in names.elsewhere { value(names.old[i].value, names.new[j].value, inner(names.oldKey(i))) }
    isKeeping = wasKeeping
  }

  private mutating func member(_ a: JSONDocument.Member, _ b: JSONDocument.Member, _ context: () -> Context) {
    let (x, y) = (old.byteRange(of: a.name), new.byteRange(of: b.name))
    let (v, w) = (old.byteRange(of: a.value), new.byteRange(of: b.value))
    keep(x, y)
    keep(x.upperBound..<v.lowerBound, y.upperBound..<w.lowerBound)
    if old.hasSameBytes(v, as: w, in: new) { return keep(v, w) }
    value(a.value, b.value, context())
  }

  /// Walks the children of two containers that are in place, keeping brackets and what lies between.
  private mutating func children(
    _ a: Range<Int>, _ inA: [Range<Int>], _ b: Range<Int>, _ inB: [Range<Int>], pairs: [(Int, Int)],
    _ body: (inout TreeComparison, Int, Int) -> Void
  ) {
    keep(a.lowerBound..<a.lowerBound + 1, b.lowerBound..<b.lowerBound + 1)
    var (i, j) = (0, 0)
    for pair in pairs + [(inA.count, inB.count)] {
      let before = Between(a, inA, from: i, to: pair.0)
      let after = Between(b, inB, from: j, to: pair.1)
      if before.isPlain, after.isPlain {
        keep(before.all, after.all)
      } else if old.hasSameBytes(before.tail, as: after.tail, in: new) {
        if !before.isPlain, !after.isPlain { keep(before.head, after.head) }
        keep(before.tail, after.tail)
      } else {
        keep(before.head, after.head)
      }
      if pair.0 < inA.count { body(&self, pair.0, pair.1) }
      (i, j) = (pair.0 + 1, pair.1 + 1)
    }
    keep(a.upperBound - 1..<a.upperBound, b.upperBound - 1..<b.upperBound)
  }

  // MARK: Tracks and segments

  private mutating func elements(
    _ o: JSONNodeID, _ n: JSONNodeID, _ list: ElementOrder.List,
    place: (Int?, Int?) -> Difference.Place
  ) {
    func side(_ document: JSONDocument, _ node: JSONNodeID) -> Difference.Side {
      .init(node: node, bytes: document.byteRange(of: node))
    }
    for i in list.removed {
      add(Context(place: place(i, nil)), side(old, list.oldNodes[i - list.oldFirst]), nil)
    }
    for j in list.added {
      add(Context(place: place(nil, j)), nil, side(new, list.newNodes[j - list.newFirst]))
    }
    children(
      old.byteRange(of: o), list.oldNodes.map(old.byteRange), new.byteRange(of: n),
      list.newNodes.map(new.byteRange),
      pairs: list.inPlace.map { ($0.0 - list.oldFirst, $0.1 - list.newFirst) }
    ) { comparison, i, j in
      let pair = (list.oldFirst + i, list.newFirst + j)
      comparison.value(
        list.oldNodes[i], list.newNodes[j], Context(place: comparison.order.place(of: list, pair)))
    }
    for (i, j) in list.elsewhere {
      elsewhere(
        list.oldNodes[i - list.oldFirst], list.newNodes[j - list.newFirst], place(i, j),
        order.place(of: list, (i, j)))
    }
  }

  private mutating func segments(_ o: JSONNodeID, _ n: JSONNodeID, _ pair: Int) {
    elements(o, n, order.segments[pair]) { .segmentElement($0, $1) }
  }

  private mutating func elsewhere(
    _ o: JSONNodeID, _ n: JSONNodeID, _ element: Difference.Place, _ inner: Difference.Place
  ) {
    add(
      Context(place: element), .init(node: o, bytes: old.byteRange(of: o)),
      .init(node: n, bytes: new.byteRange(of: n)))
    let wasKeeping = isKeeping
    isKeeping = false
    value(o, n, Context(place: inner))
    isKeeping = wasKeeping
  }

  /// What the other parts of a split have otherwise than the whole had.
  private mutating func compareParts() {
    isKeeping = false
    defer { isKeeping = true }
    for (whole, parts) in matching.splits.sorted(by: { $0.key < $1.key }) {
      for part in parts where part != matching.newSegment[whole] {
        value(
          matching.old.segments[whole].node, matching.new.segments[part].node,
          Context(place: .segment(whole, part)))
      }
    }
  }

  /// Segments that have gone from one track to another.
  private mutating func compareElsewhere() {
    for (i, j) in order.betweenTracks {
      elsewhere(
        matching.old.segments[i].node, matching.new.segments[j].node, .segmentElement(i, j), .segment(i, j))
    }
  }
}
