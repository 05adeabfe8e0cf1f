import DraftModel

/// A draft drawn as rows of brackets over a ruler, as wide as the terminal.
///
///     15s, 1080x1920 at 30 fps, ready for export
///               0s          5s          10s        15s
///      1 Video  [city timelapse][night drive=========]
///      2 BGM    [Lo-fi===============================]
///      3 Title  [Urban D…]
struct TimelineDrawing {
  let draft: Draft
  let columns: Int

  var text: String {
    let tracks = draft.tracks
    let canvas = draft.canvas
    let head =
      "\(draft.duration), \(canvas.width)x\(canvas.height) at \(canvas.frameRate) fps, "
      + (draft.isReadyForExport ? "ready for export" : "nothing to export") + "\n"
    guard !tracks.isEmpty, draft.duration > .zero else { return head }
    let numberWidth = String(tracks.count).count
    let wordWidth = tracks.map { $0.word.count }.max() ?? 0
    let labelWidth = numberWidth + wordWidth + 3
    let width = max(10, columns - labelWidth - 2)
    var text = head + String(repeating: " ", count: labelWidth + 1) + ruler(width) + "\n"
    for track in tracks.prefix(50) {
      text +=
        "\(track.index + 1)".leftPadded(to: numberWidth + 1) + " " + track.word.padded(to: wordWidth) + "  "
      text += row(track, width) + "\n"
    }
    if tracks.count > 50 { text += " … \(tracks.count - 50) more tracks\n" }
    return text
  }

  private func column(_ time: Time, _ width: Int) -> Int {
    // Doubles: a column is far coarser than they are.
    let fraction = time.milliseconds.double / draft.duration.milliseconds.double
    return min(max(0, Int((min(max(fraction, 0), 1) * Double(width)).rounded())), width)
  }

  /// Times at steps that people count in, as many as fit.
  private func ruler(_ width: Int) -> String {
    let seconds = draft.duration.seconds.double
    // Longer than any film by far; its ruler would say nothing.
    guard seconds < 1e12 else { return "0s" }
    let steps: [Double] = [
      0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400,
    ]
    let step = steps.first { seconds / $0 * 8 <= Double(width) } ?? seconds
    var ruler = ""
    var mark = 0
    while Double(mark) * step <= seconds {
      let at = Int((Double(mark) * step / seconds * Double(width)).rounded())
      let label = "\(Time(milliseconds: Int((Double(mark) * step * 1000).rounded())))"
      guard at + label.count <= width + 1 else { break }
      ruler = ruler.padded(to: at) + label
      mark += 1
    }
    return ruler
  }

  /// Later segments are drawn over earlier ones, as they are painted.
  private func row(_ track: Track, _ width: Int) -> String {
    var cells = [String](repeating: " ", count: width)
    for segment in track.segments {
      let first = min(column(segment.start, width), width - 1)
      let last = min(max(first + 1, column(segment.end, width)), width)
      guard segment.end > .zero else { continue }
      if last - first < 3 {
        // Too narrow for a name: a bar alone, and a bracket each where two columns allow it.
        if last - first == 1 { cells[first] = "|" } else { (cells[first], cells[first + 1]) = ("[", "]") }
        continue
      }
      let inner = last - first - 2
      let label = segment.label.fitted(to: inner)
      cells[first] = "["
      cells[last - 1] = "]"
      for cell in first + 1..<last - 1 { cells[cell] = "=" }
      var at = first + 1
      for character in label {
        for taken in 0..<character.displayWidth { cells[at + taken] = taken == 0 ? String(character) : "" }
        at += character.displayWidth
      }
    }
    var text = cells.joined()
    while text.last == " " { text.removeLast() }
    return text
  }
}
