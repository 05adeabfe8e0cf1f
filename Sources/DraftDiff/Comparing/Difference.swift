import DraftModel
import JSONTree

/// Two values that are not equal as JSON, or one that is on one side only: the smallest pieces that
/// changes are made of.
struct Difference {
  /// The object that a difference lies in.
  enum Place: Hashable {
    /// Outside the draft, in what it came wrapped in.
    case around
    case draft
    case track(Int, Int)
    /// Ordinals of a segment in the old draft and in the new.
    case segment(Int, Int)
    /// A whole track that is gone, new, or at another place in the list.
    case trackElement(Int?, Int?)
    /// A whole segment that is gone, new, or at another place in the lists.
    case segmentElement(Int?, Int?)
  }

  struct Side {
    /// The value.
    let node: JSONNodeID
    /// The value's bytes; with its name, where the member is on this side only.
    let bytes: Range<Int>
  }

  let place: Place
  /// From the object of the place to the value; places in arrays as numbers.
  let path: [JSONKey]
  let old: Side?
  let new: Side?
  /// How much of `path` leads to the nearest value that a JSON Pointer can address, where names are
  /// duplicated; nil where all of it does.
  var addressable: Int?
}

/// Bytes that are in both texts.
struct KeptSpan {
  var old: Int
  var new: Int
  var count: Int
}
