import DraftModel

/// What a finding says, in parts: a reporter decides how what came from the draft is shown.
///
///     let message: DiagnosticMessage = "\(segment) overlaps \(other) by \(time)"
public struct DiagnosticMessage: Hashable, Sendable, ExpressibleByStringInterpolation {
  public enum Part: Hashable, Sendable {
    /// Our own words.
    case text(String)
    /// Words of the draft: a name, a title, a file. Not to be trusted.
    case quoted(String)
    /// A key or a value as it would stand in a draft.
    case code(String)
  }

  public private(set) var parts: [Part]

  public init(stringLiteral text: String) { parts = [.text(text)] }
  public init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    public mutating func appendLiteral(_ text: String) { if !text.isEmpty { parts.append(.text(text)) } }
    public mutating func appendInterpolation(_ time: Time) { parts.append(.text(time.description)) }
    public mutating func appendInterpolation(_ range: TimeRange) { parts.append(.text(range.description)) }
    public mutating func appendInterpolation(_ value: Int) { parts.append(.text(String(value))) }
    public mutating func appendInterpolation(_ value: Rational) {
      parts.append(.text(value.decimal(places: 3)))
    }
    /// Our own words.
    public mutating func appendInterpolation(_ text: String) { parts.append(.text(text)) }
    public mutating func appendInterpolation(quoted text: String) { parts.append(.quoted(text)) }
    public mutating func appendInterpolation(code text: String) { parts.append(.code(text)) }
    public mutating func appendInterpolation(_ message: DiagnosticMessage) { parts += message.parts }

    /// A number as the draft spells it.
    public mutating func appendInterpolation(number spelling: String) {
      parts.append(.text(spelling.cut(to: 40).visible))
    }

    /// A number without a useless fraction.
    public mutating func appendInterpolation(_ value: Double) {
      parts.append(
        .text(value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"))
    }

    /// A segment by its name and place.
    public mutating func appendInterpolation(_ segment: Segment) {
      if let name = segment.track.type == .text
        ? segment.text ?? segment.title : segment.title ?? segment.text,
        !name.isEmpty
      {
        parts.append(.quoted(name))
      } else {
        parts.append(.text("segment \(segment.index + 1) of track \(segment.track.index + 1)"))
      }
    }
  }

  /// The message on one line: names in quotes and cut at 40 characters, URLs without their query, and
  /// nothing in it that acts on a terminal.
  public var text: String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .quoted(let text): result += "\"" + Self.shown(text) + "\""
      case .code(let text): result += "`" + Self.shown(text) + "`"
      }
    }
    return result
  }

  private static func shown(_ text: String) -> String { MediaName.shown(text).cut(to: 40).visible }
}
