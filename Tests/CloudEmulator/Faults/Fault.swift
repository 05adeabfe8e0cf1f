/// A fault that the emulator is to show, and to whom.
///
/// As text: `[METHOD] PATH: KIND [key=value...]`, such as `POST /run_sse: cut at=200` or
/// `/api/state: 429 retry-after=2 times=3`. The path is a prefix; `*` is any. A number in place of the
/// kind is an HTTP status. Keys that every kind has: `times=N` (1; without end where there is a rate),
/// `skip=N` matching requests first, `rate=0.02` of the matching requests.
public struct Fault: Sendable, CustomStringConvertible {
  /// Nil for any.
  public var method: String?
  /// What the path begins with; empty for any.
  public var path: String
  public var kind: FaultKind
  public var arguments: [String: String]

  public init(
    method: String? = nil, path: String = "", _ kind: FaultKind, _ arguments: [String: String] = [:]
  ) {
    self.method = method
    self.path = path
    self.kind = kind
    self.arguments = arguments
  }

  /// What is wrong with a fault's text.
  public struct Malformed: Error, CustomStringConvertible {
    public let description: String
  }

  /// Reads a fault with its place.
  public init(_ text: String) throws(Malformed) {
    guard let colon = text.range(of: ": ") ?? text.range(of: ":\t") else {
      throw Malformed(
        description: "`\(text)` has no place: expected `[METHOD] PATH: KIND`, such as `POST /run_sse: silent`"
      )
    }
    let place = text[..<colon.lowerBound].split(separator: " ")
    guard (1...2).contains(place.count), let path = place.last else {
      throw Malformed(description: "`\(text)` has no path: expected `[METHOD] PATH: KIND`, or `*: KIND`")
    }
    try self.init(effect: String(text[colon.upperBound...]))
    method = place.count == 2 ? place[0].uppercased() : nil
    self.path = path == "*" ? "" : String(path)
  }

  /// Reads a fault that has no place, as it stands in a header or in a message: `cut at=200`.
  public init(effect text: String) throws(Malformed) {
    let words = Self.words(text)
    guard let name = words.first else { throw Malformed(description: "there is no fault in `\(text)`") }
    var arguments: [String: String] = [:]
    for word in words.dropFirst() {
      guard let equals = word.firstIndex(of: "=") else {
        throw Malformed(description: "`\(word)` in `\(text)` is not key=value")
      }
      arguments[String(word[..<equals])] = String(word[word.index(after: equals)...])
    }
    if Int(name) != nil {
      arguments["code"] = name
      self.init(.status, arguments)
    } else if let kind = FaultKind(rawValue: name) {
      self.init(kind, arguments)
    } else {
      let known = FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw Malformed(description: "there is no fault `\(name)`; there are: \(known)")
    }
  }

  /// Words, those in double quotes with their spaces. What follows a backslash is meant as it is.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  func number(_ key: String, _ standard: Double) -> Double {
    arguments[key].flatMap(Double.init).flatMap { $0.isFinite && abs($0) < 1e12 ? $0 : nil } ?? standard
  }
  func count(_ key: String, _ standard: Int) -> Int { Int(number(key, Double(standard))) }
  func seconds(_ key: String, _ standard: Double) -> Duration { .seconds(max(0, number(key, standard))) }

  func matches(method: String, path: String) -> Bool {
    (self.method == nil || self.method == method) && path.hasPrefix(self.path)
  }

  public var description: String {
    let place = [method, path.isEmpty ? "*" : path].compactMap(\.self).joined(separator: " ")
    let rest = arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return ([place + ":", kind.rawValue] + rest).joined(separator: " ")
  }
}
