/// What can go wrong.
public enum FaultKind: String, Sendable, CaseIterable {
  // MARK: In place of the answer; the request is not carried out.

  /// The connection is closed without a byte. `at=N`: after so many bytes of an upload were read.
  case refuse
  /// Nothing comes, for `for=N` seconds (an hour).
  case hang
  /// An HTTP status: `code=503`, with `retry-after=N` and `body="..."` where they are given.
  case status
  /// An HTML error page, with `status=502`.
  case html
  /// One of the service's codes, as the emulator's settings have errors: `code=2001`.
  case code
  /// A redirect, `status=307`, to the same path on the other host; `to=URL` for anywhere.
  case redirect
  /// The client's token expires, and the request finds that out.
  case expired
  /// A body of `bytes=N` (1 GB) in place of JSON. `chunked=1`: without a length.
  case big
  /// JSON that unpacks to `bytes=N` (1 GB), compressed.
  case bomb
  /// Something that is not JSON.
  case notjson = "not-json"
  /// No body.
  case empty
  /// JSON whose values are of other types than documented.
  case wrongtypes = "wrong-types"
  /// A head of `bytes=N` (1 GB), in many lines; `line=1`: in one.
  case endlessHeaders = "endless-headers"
  /// Bytes that are not HTTP.
  case garbage

  // MARK: Carried out; the answer suffers.

  /// Carried out, but the connection is closed without a byte.
  case drop
  /// The answer comes after `by=N` seconds (5).
  case delay
  /// The body is cut after `at=N` bytes (0).
  case cut
  /// The connection is cut after `at=N` bytes of the answer, head included.
  case cutHead = "cut-head"
  /// The connection is reset after `at=N` bytes of the answer, head included.
  case reset
  /// `bytes=N` (1) of the body at a time, every `every=N` seconds (0.1).
  case drip
  /// A `Content-Length` that is `off=N` (100) too large, or too small where it is negative.
  case length
  /// Carried out, and answered with `code=502` all the same.
  case mask
  /// The connection is closed after the answer, which did not say so: the next request on it is lost.
  case hangup
  /// Every `from="..."` in the body is replaced by `to="..."`.
  case replace
  /// A header field is another, `name=etag value="..."`, or left out where there is no value.
  case header
  /// Another file's bytes: each bit of the body is the other one.
  case invert
  /// One of `drop`, `refuse`, `cut`, `reset`, `503` and `drip`, by the dice.
  case random

  // MARK: What the agent does with a message.

  /// It edits and closes the stream without text.
  case silent
  /// It says that it edited, and did not.
  case unchanged
  /// The edit is saved `by=N` seconds (4) after the stream closed. Silent.
  case late
  /// It says everything twice: the whole text comes again in an event of its own.
  case twice
  /// Nothing but heartbeats for `for=N` seconds (an hour), one every `every=N` (5). No edit.
  case heartbeats
  /// Heartbeats for `for=N` seconds (10), one every `every=N` (5); then its answer.
  case busy
  /// It says `text="..."` and does nothing else. `edit=1`: edits as well.
  case say
  /// The stream is `text="..."` as it is, `\n` for the end of a line, and nothing is done.
  case raw
  /// An error inside 200: an event with `error=CODE` and `message="..."`, then the runtime's error frame.
  case errorEvent = "error-event"
  /// An error frame that is not valid JSON.
  case invalidError = "invalid-error"
  /// The model stops for safety, without text.
  case safety
  /// A good answer, then "I encountered a temporary issue".
  case trouble
  /// Function calls come twice with one id.
  case callsTwice = "calls-twice"
  /// Deltas without the whole text after them.
  case deltasOnly = "deltas-only"
  /// A line of `bytes=N` (10 MB) in the stream.
  case longLine = "long-line"
  /// Text that is not UTF-8.
  case badUTF8 = "bad-utf8"
  /// Events for ever.
  case endless

  /// When it applies.
  enum Stage { case instead, after, agent }

  var stage: Stage {
    switch self {
    case .refuse, .hang, .status, .html, .code, .redirect, .expired, .big, .bomb, .notjson, .empty,
      .wrongtypes, .endlessHeaders, .garbage:
      .instead
    case .drop, .delay, .cut, .cutHead, .reset, .drip, .length, .mask, .hangup, .replace, .header, .invert,
      .random:
      .after
    case .silent, .unchanged, .late, .twice, .heartbeats, .busy, .say, .raw, .errorEvent, .invalidError,
      .safety,
      .trouble, .callsTwice, .deltasOnly, .longLine, .badUTF8, .endless:
      .agent
    }
  }
}
