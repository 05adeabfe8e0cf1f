/// A rectangle with y growing downwards, in canvas pixels unless said.
struct TextBounds: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
  var isEmpty: Bool { !(right > left && bottom > top) }

  func grown(x: Double, y: Double) -> TextBounds {
    TextBounds(left: left - x, top: top - y, right: right + x, bottom: bottom + y)
  }

  func moved(x: Double, y: Double) -> TextBounds {
    TextBounds(left: left + x, top: top + y, right: right + x, bottom: bottom + y)
  }

  func scaled(by factor: Double) -> TextBounds {
    TextBounds(left: left * factor, top: top * factor, right: right * factor, bottom: bottom * factor)
  }

  /// The smallest rectangle around both; an empty one does not count.
  func union(_ other: TextBounds?) -> TextBounds {
    guard let other, !other.isEmpty else { return self }
    guard !isEmpty else { return other }
    return TextBounds(
      left: min(left, other.left), top: min(top, other.top),
      right: max(right, other.right), bottom: max(bottom, other.bottom))
  }
}
