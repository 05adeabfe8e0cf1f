import Synchronization

/// The faults that are still to come.
public final class FaultPlan: Sendable {
  private struct Entry {
    let fault: Fault
    var skipped = 0
    var shown = 0
    var limit: Int? {
      fault.arguments["times"].flatMap(Int.init) ?? (fault.arguments["rate"] == nil ? 1 : nil)
    }
    var isUsedUp: Bool { limit.map { shown >= $0 } ?? false }
  }

  private struct State {
    var entries: [Entry] = []
    var dice: Dice
  }

  private let state: Mutex<State>

  init(seed: UInt64) { state = Mutex(State(dice: Dice(seed: seed))) }

  public func add(_ fault: Fault) { state.withLock { $0.entries.append(Entry(fault: fault)) } }

  /// Adds faults in their text form, one a line.
  public func add(_ text: String) throws(Fault.Malformed) {
    var faults: [Fault] = []
    for line in text.split(whereSeparator: \.isNewline) { faults.append(try Fault(String(line))) }
    for fault in faults { add(fault) }
  }

  public func removeAll() { state.withLock { $0.entries = [] } }

  /// Starts the dice anew, for rates.
  func seed(_ seed: UInt64) { state.withLock { $0.dice = Dice(seed: seed) } }

  /// Every fault with how often it was shown.
  public var shown: [(fault: Fault, count: Int)] {
    state.withLock { $0.entries.map { ($0.fault, $0.shown) } }
  }

  /// What goes wrong with a request.
  func take(method: String, path: String) -> [Fault] {
    state.withLock { state in
      var taken: [Fault] = []
      for index in state.entries.indices {
        let fault = state.entries[index].fault
        guard fault.matches(method: method, path: path), !state.entries[index].isUsedUp else { continue }
        if state.entries[index].skipped < fault.count("skip", 0) {
          state.entries[index].skipped += 1
          continue
        }
        if fault.arguments["rate"] != nil, state.dice.share() >= fault.number("rate", 0) { continue }
        state.entries[index].shown += 1
        taken.append(resolved(fault, &state.dice))
      }
      return taken
    }
  }

  /// Decides what a random fault is.
  private func resolved(_ fault: Fault, _ dice: inout Dice) -> Fault {
    guard fault.kind == .random else { return fault }
    func made(_ kind: FaultKind, _ arguments: [String: String] = [:]) -> Fault {
      Fault(method: fault.method, path: fault.path, kind, arguments)
    }
    switch Int(dice.share() * 6) {
    case 0: return made(.drop)
    case 1: return made(.refuse, ["at": String(Int(dice.share() * 2000))])
    case 2: return made(.cut, ["at": String(Int(dice.share() * 200))])
    case 3: return made(.reset, ["at": String(Int(dice.share() * 300))])
    case 4: return made(.status, ["code": "503"])
    default: return made(.drip, ["bytes": "16", "every": "0.02"])
    }
  }
}

/// Random numbers, the same for a seed (SplitMix64, Steele et al. 2014).
struct Dice: Sendable {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// At least 0, less than 1.
  mutating func share() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((value ^ (value >> 31)) >> 11) / Double(1 << 53)
  }
}
