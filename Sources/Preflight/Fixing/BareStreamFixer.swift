import DraftModel
import Media

/// Makes an MP4 of pictures without a container: puts them into one as they are, and does to that what is still
/// to be done.
struct BareStreamFixer {
  let path: String
  let description: MediaDescription
  /// What of it is used; nil for all.
  let used: TimeRange?
  let options: FixOptions
  let output: String
  let progress: (Double) -> Void

  func make() throws(MediaError) -> MadeFile {
    let order: PictureOrder
    do throws(MediaError) { order = try PictureOrder(of: path) } catch  where error.code == .unsupported {
      return try encode()
    }
    let file = try AtomicFile(path: output)
    do throws(MediaError) {
      try Transcoding(path: path, format: .mp4, picture: .ordered(order), sound: .none)
        .write(to: file.temporaryPath, length: order.duration)
    } catch  where error.code == .unsupported || error.code == .damaged || error.code == .library {
      return try encode()
    }
    let told = order.tellsRate ? "as the stream says" : "which is taken where a stream says nothing"
    let note = "at \(order.frameRate.value.decimal(places: 3)) frames a second, \(told)"
    guard let (contained, fix, reasons) = try remainder(file) else {
      return MadeFile(file: file, did: ["picture copied as it is, " + note])
    }
    var made = try FilmFixer(
      path: file.temporaryPath, description: contained, fix: fix, options: options, output: output,
      progress: progress
    ).make()
    made.did = reasons + made.did + [note]
    return made
  }

  /// What is wrong with the film in its container, and why; nil for nothing.
  private func remainder(
    _ file: AtomicFile
  ) throws(MediaError) -> (MediaDescription, FilmFix, reasons: [String])? {
    let report = FileCheck.report(
      on: file.temporaryPath, named: output, options: PreflightOptions(limit: options.limit))
    do throws(FixFailure) {
      guard let plan = try FixPlan.plan(for: report, used: used, options: options),
        case .film(let fix) = plan.work, let description = report.description
      else { return nil }
      return (description, fix, plan.reasons)
    } catch {
      throw MediaError(
        .damaged, file: path, operation: "put it into MP4",
        reason: report.findings.first?.message ?? "what came out cannot be played")
    }
  }

  /// Pictures whose order cannot be read are counted as they are decoded.
  private func encode() throws(MediaError) -> MadeFile {
    let picture = description.picture
    let rate = picture?.averageFrameRate ?? FrameRate(Rational(25)) ?? .thirty
    let decoded = try MediaProbe.decode(path: path, description: description, extent: .everything)
    var counted = description
    counted.duration = Time(
      frame: decoded.decodedFrames[description.pictureIndex ?? 0, default: 0], rate: rate)
    let isLarge = picture.map { max($0.width, $0.height) > ServiceLimits.largePictureSide } ?? false
    var made = try FilmFixer(
      path: path, description: counted,
      fix: FilmFix(
        encodesPicture: true, sound: nil, frameRate: rate, kind: .video, mapsTones: picture?.hdr != nil,
        longestSide: isLarge ? ServiceLimits.fittingPictureSide : nil,
        shrinks: description.byteCount > options.limit, used: used),
      options: options, output: output, progress: progress
    ).make()
    made.did.append("at \(rate.value.decimal(places: 3)) frames a second")
    return made
  }
}
