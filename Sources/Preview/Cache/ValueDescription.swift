/// Writes out a value with everything that is stored in it, so that two values of one type are
/// written alike where they are equal, and only there. New properties are in it by themselves.
struct ValueDescription {
  private(set) var text = ""
  /// Properties that are passed over, by their type.
  typealias Omissions = [ObjectIdentifier: Set<String>]
  private let omissions: Omissions

  init(leavingOut omissions: Omissions = [:]) { self.omissions = omissions }

  mutating func add(_ value: Any) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .struct, .tuple, .class:
      addChildren(mirror, "{", "}", without: omissions[ObjectIdentifier(mirror.subjectType)] ?? [])
    case .enum:
      // A case without values has no children, and its name is its description.
      guard let child = mirror.children.first else {
        text += "\(value);"
        return
      }
      text += (child.label ?? "") + "("
      add(child.value)
      text += ")"
    case .optional:
      guard let child = mirror.children.first else {
        text += "nil;"
        return
      }
      add(child.value)
    case .collection: addChildren(mirror, "[", "]")
    case .set, .dictionary:
      // These have no order of their own.
      let members = mirror.children.map { child in
        var member = ValueDescription(leavingOut: omissions)
        member.add(child.value)
        return member.text
      }
      text += "[" + members.sorted().joined(separator: ",") + "]"
    default:
      if let string = value as? String {
        text += "\(string.utf8.count):\(string);"
      } else {
        text += "\(value);"
      }
    }
  }

  private mutating func addChildren(
    _ mirror: Mirror, _ open: String, _ close: String, without leftOut: Set<String> = []
  ) {
    text += open
    var current: Mirror? = mirror
    while let level = current {
      for child in level.children {
        if let label = child.label {
          guard !leftOut.contains(label) else { continue }
          text += label + "="
        }
        add(child.value)
      }
      current = level.superclassMirror
    }
    text += close
  }
}
