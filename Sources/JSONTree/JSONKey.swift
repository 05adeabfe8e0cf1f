/// The name of an object's member, decoded: the comparable form of `"d"` and of `"\u0064"` alike.
///
/// Kept as WTF-8 (UTF-8 that may also hold lone surrogates), because RFC 8259 lets `"\ud800"` be a
/// name, and a `String` cannot hold it.
public struct JSONKey: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let utf8: [UInt8]

  public init(utf8: [UInt8]) { self.utf8 = utf8 }
  public init(_ text: String) { utf8 = Array(text.utf8) }
  public init(stringLiteral text: String) { self.init(text) }

  /// The name as text; a lone surrogate shows as U+FFFD.
  public var description: String { StringDecoder.text(wtf8: utf8) }
}
