import JSONTree

extension DraftEditError: CustomStringConvertible {
  /// What stands in the way, in one sentence without a full stop. Times are in seconds.
  public var description: String {
    switch self {
    case .noSuchTrack(let index, let count):
      "there is no track \(index): the draft has \(count), counted from 0"
    case .noSuchSegment(let reference, let count):
      "there is no segment \(reference.index) on track \(reference.track): it has \(count), counted from 0"
    case .notAnObject(let pointer, let found): "\(pointer) is \(found.phrase), expected an object"
    case .newSegmentNotAnObject: "a new segment has to be an object"
    case .noDuration(let time): "a new segment has to last longer than 0s, found \(time)"
    case .beforeTimelineStart(let time): "the segment would begin at \(time), before the timeline does"
    case .timeTooLarge(let time): "\(time) has more digits than a draft can hold"
    case .cannotWrite(let property, let pointer):
      "\(pointer) has no free key for \(DraftKeys.entry(property).name)"
    case .invalidResult(.invalidResult(let error)): "the result is not JSON: \(error)"
    case .invalidResult(let error): "the edit does not fit the document: \(error)"
    case .unreadableResult: "the result would not be read as a draft"
    case .timeOutside, .emptyResult, .noNeighbor, .noRoom: placeDescription
    case .sourceBeforeStart, .sourceAfterEnd, .noSourceTime: sourceDescription
    }
  }

  private var placeDescription: String {
    switch self {
    case .timeOutside(let time, let reference, let range):
      "\(time) is not inside \(range), the range of \(reference)"
    case .emptyResult(let reference, let duration):
      "\(reference) would last \(duration), expected more than 0s"
    case .noNeighbor(let reference, let edge):
      "nothing touches the \(edge) of \(reference)"
    case .noRoom(let reference, let limit): "\(reference) is in the way, up to \(limit)"
    default: ""
    }
  }

  private var sourceDescription: String {
    switch self {
    case .sourceBeforeStart(let reference, let start, let earliest):
      "\(reference) would read its source from \(start), before \(earliest) where it begins"
    case .sourceAfterEnd(let reference, let end, let latest):
      "\(reference) would read its source up to \(end), beyond \(latest) where it ends"
    case .noSourceTime(let reference):
      "\(reference) has no source time: it is a text or a still picture"
    default: ""
    }
  }
}
