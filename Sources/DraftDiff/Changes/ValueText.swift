import DraftModel
import JSONTree

/// Says values as a person does, in their units.
enum ValueText {
  /// A property's value. Nil is its default.
  static func text(_ node: JSONNodeID?, _ property: DraftProperty?, in draft: Draft) -> String {
    let document = draft.document
    guard let node else {
      guard let property else { return "nothing" }
      let value = DraftKeys.entry(property).defaultValue
      if DraftKeys.entry(property).type == .bool { return onOff(value == "true") }
      switch property {
      case .volume, .trackVolume, .opacity, .trackOpacity, .scale: return value == "1" ? "100%" : value
      case .speed: return "1x"
      case .rotation: return "0°"
      case .trackDucking: return "0 dB"
      case .fadeIn, .fadeOut, .sourceStart: return "0s"
      case .x, .y, .cropLeft, .cropTop, .cropRight, .cropBottom:
        return percent(Double(value) ?? 0)
      default: return value
      }
    }
    switch property {
    case .volume, .trackVolume, .opacity, .trackOpacity, .scale, .x, .y, .cropLeft, .cropTop, .cropRight,
      .cropBottom:
      if let number = document.double(of: node) { return percent(number) }
    case .speed: if let number = document.rational(of: node) { return number.decimal(places: 3) + "x" }
    case .rotation: if let number = document.rational(of: node) { return number.decimal(places: 3) + "°" }
    case .trackDucking:
      if let number = document.rational(of: node) { return number.decimal(places: 3) + " dB" }
    case .media, .fit, .flip, .trackRole, .animationKind, .transitionKind, .effectKind, .canvasBackground,
      .textColor, .strokeColor, .boxColor, .shadowColor, .effectColor, .alignment, .keyframeEasing:
      if let text = document.string(of: node) { return MediaName.shown(text).visible }
    case .trackType:
      if let number = document.rational(of: node) {
        return ["0": "video", "1": "audio", "7": "text"][number.decimal()] ?? "type \(number.decimal())"
      }
    default: break
    }
    if let property, DraftKeys.entry(property).type == .bool, let value = document.bool(of: node) {
      return onOff(value)
    }
    if let property, DraftKeys.entry(property).type == .time, let time = document.time(of: node) {
      return time.description
    }
    return plain(node, in: document)
  }

  /// A value as it is written, cut where it is long.
  static func plain(_ node: JSONNodeID, in document: JSONDocument) -> String {
    switch document.kind(of: node) {
    case .string: return quoted(document.string(of: node) ?? "")
    case .array, .object:
      let source = document.source(of: node)
      // What is long is cut anyway.
      guard source.count < 4096 else {
        return cut(String(decoding: source.prefix(200), as: UTF8.self).visible, 60)
      }
      return cut(document.literal(of: node).text(style: .compact).visible, 60)
    case .number:
      return cut(document.numberSpelling(of: node) ?? "", 40)
    case .bool: return document.bool(of: node) == true ? "yes" : "no"
    case .null: return "null"
    }
  }

  private static func onOff(_ value: Bool) -> String { value ? "on" : "off" }

  static func quoted(_ text: String) -> String { "\"" + cut(text.visible, 60) + "\"" }

  static func cut(_ text: String, _ limit: Int) -> String {
    text.count > limit ? String(text.prefix(limit)) + "…" : text
  }

  static func percent(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return "\(value)" }
    let scaled = (value * 10_000).rounded() / 100
    return scaled == scaled.rounded() ? "\(Int(scaled))%" : "\(scaled)%"
  }

  /// A length of time in a sentence: `2 s`.
  static func length(_ microseconds: Int) -> String {
    Time(microseconds: abs(microseconds)).seconds.decimal(places: 3) + " s"
  }

  /// Two stretches of time with so many places that they can be told apart.
  static func apart(_ a: TimeRange, _ b: TimeRange) -> (String, String) {
    func text(_ range: TimeRange, _ places: Int) -> String {
      "\(range.start.seconds.decimal(places: places))-\(range.end.seconds.decimal(places: places))s"
    }
    guard a != b, a.description == b.description else { return (a.description, b.description) }
    let places = text(a, 3) == text(b, 3) ? 6 : 3
    return (text(a, places), text(b, places))
  }

  /// A list in a sentence: `A, B and C`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
