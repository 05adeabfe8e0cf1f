/// What lies between two children that are in place: all of it, and the white space and commas at its
/// ends.
struct Between {
  let all: Range<Int>
  let head: Range<Int>
  let tail: Range<Int>
  let isPlain: Bool

  init(_ container: Range<Int>, _ children: [Range<Int>], from: Int, to: Int) {
    let start = from == 0 ? container.lowerBound + 1 : children[from - 1].upperBound
    let end = to == children.count ? container.upperBound - 1 : children[to].lowerBound
    all = start..<end
    isPlain = from == to
    head = isPlain ? all : start..<children[from].lowerBound
    tail = isPlain ? all : children[to - 1].upperBound..<end
  }
}
