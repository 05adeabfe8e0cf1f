import ArgumentParser
import Cloud
import CloudState
import DraftCommands
import DraftModel
import JSONTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint cloud log`: the drafts that were seen in the session, the newest first.
///
///     {
///       "schema": "workprint.cloud.log/1", "session": "..." or null,
///       "drafts": [{
///         "name": "@0", "time": 1700000000, "hash": "...", "path": "...",
///         "summary": "Timeline (3 tracks): ...", "change": "Title added: ..." or null
///       }]
///     }
///
/// `time` is in seconds since 1970; `change` is what it has that the one before had not, null for the first.
struct LogCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List the drafts that were seen in the session, the newest first.",
    discussion: """
      Each can be named wherever a command reads a draft. Nothing is asked of the service.

      EXAMPLES
        workprint cloud log
        workprint diff @1 @0
        workprint preview @2
      """)

  @OptionGroup var options: CloudOptions
  @OptionGroup var keys: KeyOptions

  @Flag(help: "All of them, in place of the last 20.")
  var all = false

  func validate() throws {
    if options.newSession { throw ValidationError("a new session has seen no drafts") }
  }

  func perform(_ client: CloudClient) async throws -> Int32 {
    let keys = try keys.load()
    guard let entry = try client.book().current else {
      if json { write(nil, []) } else { StandardStream.error.write("no session is in use\n") }
      return 0
    }
    let session = CloudSession(id: entry.id)
    let entries: [DraftHistory.Entry]
    do throws(StateError) { entries = try client.history(of: session).entries() } catch {
      throw CloudError(error)
    }
    let shown = all ? entries[...] : entries.prefix(20)
    var rows: [Row] = []
    // One more than is shown: each is told by what it has that the one before had not.
    var newer: (entry: DraftHistory.Entry, draft: Draft?)?
    for entry in entries.prefix(shown.count + 1) {
      let draft = try? client.draft(entry, of: session, keys: keys)
      if let newer { rows.append(Row(newer.entry, newer.draft, before: draft)) }
      newer = (entry, draft)
    }
    if let newer, rows.count < shown.count { rows.append(Row(newer.entry, newer.draft, before: nil)) }
    if json { write(session, rows) } else { tell(rows, of: entries.count) }
    return 0
  }

  private struct Row {
    let entry: DraftHistory.Entry
    let summary: String?
    let change: String?

    init(_ entry: DraftHistory.Entry, _ draft: Draft?, before: Draft?) {
      self.entry = entry
      summary = draft?.summary
      change =
        before.map {
          let change = DraftChange(from: $0, to: draft)
          return change.isEmpty ? "the same, saved anew" : change.summary
        }
    }
  }

  private func tell(_ rows: [Row], of count: Int) {
    if rows.isEmpty { StandardStream.error.write("no draft was seen yet\n") }
    for (index, row) in rows.enumerated() {
      let words = row.change ?? row.summary ?? "cannot be read any more"
      StandardStream.output.write("@\(index)\t\(Self.clock(row.entry.time))\t\(words)\n")
    }
    if rows.count < count { StandardStream.error.write("\(count - rows.count) more with --all\n") }
  }

  private func write(_ session: CloudSession?, _ rows: [Row]) {
    Self.write(
      .object([
        "schema": .string(Self.schema), "session": session.map { .string($0.id) } ?? .null,
        "drafts": .array(
          rows.enumerated().map { index, row in
            .object([
              "name": .string("@\(index)"), "time": .int(row.entry.time), "hash": .string(row.entry.hash),
              "path": .string(row.entry.path), "summary": row.summary.map(JSONLiteral.string) ?? .null,
              "change": row.change.map(JSONLiteral.string) ?? .null,
            ])
          }),
      ]))
  }

  /// `2026-11-23 23:12:05`, on the clock of this machine.
  private static func clock(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return "\(seconds)" }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
  }
}
