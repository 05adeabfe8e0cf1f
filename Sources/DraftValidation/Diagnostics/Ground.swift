import DraftModel
import JSONTree

/// Values that a finding follows from, beside the one that it points to: properties of an object and of
/// what lies inside it, whether they are written or have their defaults.
///
/// Where one of them cannot be relied on, because it is of a wrong type, stands twice with different values
/// or is spelled in two ways that disagree, that is the finding, and what follows from it is none.
public struct Ground: Sendable {
  public let object: JSONNodeID
  public let properties: [DraftProperty]

  public init(_ object: JSONNodeID, _ properties: DraftProperty...) {
    self.object = object
    self.properties = properties
  }
}
