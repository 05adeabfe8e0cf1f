import ArgumentParser
import DraftCommands
import DraftModel
import JSONTree
import Media
import Preview

/// `workprint sheet`: a storyboard of the whole draft.
struct SheetCommand: WorkprintCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "Write a storyboard of a draft as PNG: a picture of each segment, with time and title.",
    discussion: """
      EXAMPLES
        workprint sheet draft.json -o sheet.png
        workprint sheet draft.json --every 2s --columns 5 -o sheet.png
        workprint sheet draft.json --range 10s-30s --size 270 -o sheet.png
      """)

  @OptionGroup var options: PlanningOptions

  @Option(name: .shortAndLong, help: "The storyboard, a PNG file; <draft>-sheet.png unless said.")
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A picture at even steps, in place of one of each segment: 2s, 500ms.", valueName: "time"))
  var every: String?

  @Option(help: ArgumentHelp("Pictures in a row.", valueName: "count"))
  var columns: Int?

  @Option(help: ArgumentHelp("Only a part of the timeline: 3s-8s, 1:02-1:10.", valueName: "stretch"))
  var range: String?

  @Flag(help: "Write over a file that is there.")
  var force = false

  @Flag(help: "Print the result as one JSON document.")
  var json = false

  /// ```json
  /// {"schema": "workprint.sheet/1", "output": "...", "width": pixels, "height": pixels, "columns": count,
  ///  "cells": [{"frame": index, "time": milliseconds, "title": "..."}], "fidelity": [...]}
  /// ```
  func execute() throws -> Int32 {
    let path = output ?? options.defaultOutput("-sheet.png")
    try OutputFile.check(path, force: force)
    if let columns, !(1...100).contains(columns) {
      throw ValidationError("--columns is 1 to 100, not \(columns)")
    }
    let draft: Draft
    do { draft = try options.load() } catch is NoDraftYet {
      throw CommandFailure.noDraftYet(options.input.draft)
    }
    let step = try every.map { text in
      guard let step = Time(typed: text, rate: draft.canvas.frameRate), step > .zero else {
        throw ValidationError("--every is a time such as 2s, 500ms or 15f, not `\(text.visible)`")
      }
      return step
    }
    let plan = try options.plan(draft, range: range, defaultSize: "180")
    let board = Storyboard(plan, every: step, columns: columns)
    let notes = RenderNotes()
    let bar = ProgressBar(length: plan.duration.seconds.double)
    defer { bar.finish() }
    let page: VideoFrame
    do {
      page = try board.draw(notes: notes) { bar.update(Double($0) / Double(board.cells.count)) }
      try AtomicFile.write(try PictureFile.png(page), to: path)
    } catch let error as MediaError {
      throw CommandFailure(error)
    }
    bar.finish()
    tell(path, page, board, notes.report(for: plan))
    return 0
  }

  private func tell(_ path: String, _ page: VideoFrame, _ board: Storyboard, _ fidelity: [FidelityEntry]) {
    if json {
      Self.write(
        .object([
          "schema": .string(Self.schema), "output": .string(path), "width": .int(page.width),
          "height": .int(page.height), "columns": .int(board.columns),
          "cells": .array(
            board.cells.map {
              .object([
                "frame": .int($0.frame), "time": .number($0.time.milliseconds.decimal()),
                "title": .string($0.title),
              ])
            }),
          "fidelity": .array(fidelity.map(\.literal)),
        ]))
      return
    }
    StandardStream.error.write(FidelityText(entries: fidelity).text)
    StandardStream.output.write(path + "\n")
  }
}
