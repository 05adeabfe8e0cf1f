import Foundation

/// How the emulated service behaves. Each has a name and values that are given as text.
public struct Settings: Sendable, Hashable {
  /// Where an answer's fields are.
  public enum Shape: String, Sendable, CaseIterable {
    /// In `data`.
    case wrapped
    /// At the top level.
    case top
  }

  /// How errors arrive.
  public enum Errors: String, Sendable, CaseIterable {
    /// As HTTP status, with the code in the body.
    case both
    /// As the code in the body of a 200.
    case body
    /// As HTTP status, with a body that has no code.
    case status
  }

  /// What the events of a message's answer look like.
  public enum Events: String, Sendable, CaseIterable {
    /// The agent runtime's, camel case: deltas, then the whole text.
    case runtime
    /// The agent runtime's, snake case.
    case snake
    /// The agent runtime's without deltas.
    case whole
    /// `{"type":"text","content":...}`
    case flat
  }

  /// How the draft spells what the service does not document.
  public enum Keys: String, Sendable, CaseIterable {
    case standard, foreign
  }

  /// What answers call uploads.
  public enum Names: String, Sendable, CaseIterable {
    /// As they were sent.
    case sent
    /// With the beginning of the content's hash before it: `3f2c81aa_a.png`.
    case hashed
  }

  /// Which uploads the state lists.
  public enum Lists: String, Sendable, CaseIterable {
    case all, videos
  }

  public var shape = Shape.wrapped
  public var errors = Errors.both
  public var events = Events.runtime
  public var keys = Keys.standard
  /// The share of edits whose stream closes without text, 0...1.
  public var silent = 0.0
  /// Seconds between two events of a stream.
  public var pace = 0.02
  /// Seconds that an export waits before it is worked on.
  public var queue = 0.0
  /// The export's shorter side, in pixels.
  public var side = 1080
  /// What a new account has.
  public var credits = 100
  /// What an answer of the agent costs.
  public var price = 1
  /// Seconds that a token is good for.
  public var life = 604_800.0
  /// Tokens for all clients together; -1 for as many as are asked for.
  public var tokens = -1
  /// The largest upload, in bytes.
  public var limit = 200_000_000
  /// Whether exports are blocked on the account's plan.
  public var blocked = false
  /// Whether a finished export says where its film is; else there is only the download call.
  public var links = true
  /// Whether session and state answers carry the `bind_id` that registration links need.
  public var bind = true
  /// Whether the agent ends its answers with what a person should click.
  public var gui = false
  public var names = Names.sent
  public var lists = Lists.all
  /// Seconds until the state lists an upload.
  public var lag = 0.0
  /// For what goes by the dice.
  public var seed: UInt64 = 1

  public init() {}

  /// What is wrong with a setting.
  public struct Malformed: Error, CustomStringConvertible { public let description: String }

  /// The names and values of all.
  public var values: [(name: String, value: String)] {
    [
      ("shape", shape.rawValue), ("errors", errors.rawValue), ("events", events.rawValue),
      ("keys", keys.rawValue), ("silent", "\(silent)"), ("pace", "\(pace)"), ("queue", "\(queue)"),
      ("side", "\(side)"), ("credits", "\(credits)"), ("price", "\(price)"), ("life", "\(life)"),
      ("tokens", "\(tokens)"), ("limit", "\(limit)"), ("blocked", "\(blocked)"), ("links", "\(links)"),
      ("bind", "\(bind)"), ("gui", "\(gui)"), ("names", names.rawValue), ("lists", lists.rawValue),
      ("lag", "\(lag)"),
      ("seed", "\(seed)"),
    ]
  }

  /// Sets one from its text, `shape=top`.
  public mutating func set(_ text: String) throws(Malformed) {
    let parts = text.split(separator: "=", maxSplits: 1).map {
      $0.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    guard parts.count == 2 else { throw Malformed(description: "`\(text)` is not name=value") }
    let (name, value) = (parts[0], parts[1])
    switch name {
    case "shape": shape = try Self.choice(name, value)
    case "errors": errors = try Self.choice(name, value)
    case "events": events = try Self.choice(name, value)
    case "keys": keys = try Self.choice(name, value)
    case "silent": silent = try Self.number(name, value, 0...1)
    case "pace": pace = try Self.number(name, value, 0...3600)
    case "queue": queue = try Self.number(name, value, 0...86_400)
    case "side": side = Int(try Self.number(name, value, 16...1080))
    case "credits": credits = Int(try Self.number(name, value, 0...1e9))
    case "price": price = Int(try Self.number(name, value, 0...1e9))
    case "life": life = try Self.number(name, value, 0...1e9)
    case "tokens": tokens = Int(try Self.number(name, value, -1...1e9))
    case "limit": limit = Int(try Self.number(name, value, 0...1e12))
    case "blocked": blocked = try Self.yes(name, value)
    case "links": links = try Self.yes(name, value)
    case "bind": bind = try Self.yes(name, value)
    case "gui": gui = try Self.yes(name, value)
    case "names": names = try Self.choice(name, value)
    case "lists": lists = try Self.choice(name, value)
    case "lag": lag = try Self.number(name, value, 0...86_400)
    case "seed": seed = UInt64(try Self.number(name, value, 0...1e15))
    default:
      throw Malformed(
        description: "there is no setting `\(name)`; there are: "
          + values.map(\.name).joined(separator: ", "))
    }
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ value: String
  ) throws(Malformed) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: value) else {
      throw Malformed(
        description: "\(name) is one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  private static func yes(_ name: String, _ value: String) throws(Malformed) -> Bool {
    guard let yes = Bool(value) else {
      throw Malformed(description: "\(name) is true or false, not `\(value)`")
    }
    return yes
  }

  private static func number(
    _ name: String, _ value: String, _ range: ClosedRange<Double>
  ) throws(Malformed) -> Double {
    guard let number = Double(value), range.contains(number) else {
      throw Malformed(
        description: "\(name) is from \(range.lowerBound) to \(range.upperBound), not `\(value)`")
    }
    return number
  }
}
