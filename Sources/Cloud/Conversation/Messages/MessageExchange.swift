/// The answer to one message while it comes: bytes and the time in, what to do out.
///
/// A value that waits for nothing: whoever owns it brings the bytes and tells the time. It says when to tell
/// that the agent is still at work, when what was made so far is worth a look, and when to give up.
public struct MessageExchange: Sendable {
  public enum Output: Hashable, Sendable {
    case piece(AnswerTranscript.Piece)
    /// Nothing was heard for a while but that the agent is at work: since when the message is under way.
    case stillWorking(Duration)
    /// The agent has made something and goes on: the state is worth a look.
    case lookAtState
    /// No more is to be read.
    case stop(Ending)
  }

  /// How an answer ended.
  public enum Ending: Hashable, Sendable {
    /// The connection was closed: that is the end.
    case closed
    /// It was closed in the middle of an event.
    case cut
    /// The connection broke, or what came cannot be read.
    case broken(CloudError)
    /// Nothing but heartbeats, for so long.
    case quiet(Duration)
    /// It took longer than answers may.
    case tooLong(Duration)
  }

  private let times: ConversationTimes
  private let pace: Pace
  /// Whether there was nothing before the message: the first film is told as soon as there is one.
  private let isFirstFilm: Bool
  private var parser = EventStreamParser()
  public private(set) var transcript = AnswerTranscript()
  /// When the answer began, since the message was sent.
  private var beginning = Duration.zero
  /// When anything but a heartbeat came last, since the message was sent.
  private var lastEvent = Duration.zero
  /// When the person was last told anything.
  private var lastWords = Duration.zero
  /// When a tool answered whose work nobody has looked at.
  private var lastResult: Duration?
  private var hasSpokenSinceResult = false
  private var looks = 0
  private var isOver = false
  /// Whether there was an event that could be read, or one that could not.
  private var (hasReadable, hasUnreadable) = (false, false)

  public init(times: ConversationTimes = ConversationTimes(), pace: Pace = Pace(), isFirstFilm: Bool = false)
  {
    self.times = times
    self.pace = pace
    self.isFirstFilm = isFirstFilm
  }

  /// The time went on, and nothing is there of the answer so far. How long that may take, is for whoever sent
  /// the message to say.
  public mutating func wait(at time: Duration) -> [Output] { isOver ? [] : notice(at: time) }

  /// The answer begins.
  public mutating func begin(at time: Duration) { (beginning, lastEvent) = (time, time) }

  /// Bytes of the answer.
  /// - Parameter time: since the message was sent.
  public mutating func take(_ bytes: some Sequence<UInt8>, at time: Duration) -> [Output] {
    guard !isOver else { return [] }
    var outputs: [Output] = []
    do throws(EventStreamError) {
      for event in try parser.read(bytes).flatMap(AgentEvent.reading) { take(event, time, &outputs) }
    } catch {
      let problem = CloudError(.answerTooLarge, error.description, mayHaveArrived: true)
      return outputs + end(.broken(problem))
    }
    return outputs + tick(at: time)
  }

  private mutating func take(_ event: AgentEvent, _ time: Duration, _ outputs: inout [Output]) {
    if event.isUnreadable { hasUnreadable = true } else { hasReadable = true }
    if !event.isHeartbeat, !event.isUnreadable { lastEvent = time }
    for piece in transcript.take(event) {
      switch piece {
      case .text:
        lastWords = time
        hasSpokenSinceResult = true
      case .fault: lastWords = time
      case .toolResult, .stateChanged:
        lastResult = time
        hasSpokenSinceResult = false
      case .toolCall:
        // The first film is there and was told of; what comes now is music and titles.
        if isFirstFilm, looks == 0, lastResult != nil, hasSpokenSinceResult { look(&outputs) }
      case .step: break
      }
      outputs.append(.piece(piece))
    }
  }

  private mutating func look(_ outputs: inout [Output]) {
    lastResult = nil
    looks += 1
    outputs.append(.lookAtState)
  }

  /// The time went on.
  public mutating func tick(at time: Duration) -> [Output] {
    guard !isOver else { return [] }
    if time - beginning >= pace.scaled(times.total) { return end(.tooLong(times.total)) }
    if time - lastEvent >= pace.scaled(times.quiet) { return end(.quiet(times.quiet)) }
    var outputs: [Output] = []
    // Once is enough to show that something is there.
    if let result = lastResult, looks < 3, time - result >= pace.scaled(times.firstResult) { look(&outputs) }
    return outputs + notice(at: time)
  }

  private mutating func notice(at time: Duration) -> [Output] {
    guard time - lastWords >= pace.scaled(times.notice) else { return [] }
    lastWords = time
    return [.stillWorking(pace.factor == 1 ? time : time / pace.factor)]
  }

  /// The stream ended as streams do.
  public mutating func close() -> [Output] {
    guard !isOver else { return [] }
    if parser.isNoStream || (hasUnreadable && !hasReadable) {
      return end(
        .broken(
          CloudError(
            .unexpectedAnswer, "the service answers the message with something that is no event stream",
            mayHaveArrived: true)))
    }
    return end(parser.isInsideEvent ? .cut : .closed)
  }

  /// The stream ended with an error.
  public mutating func fail(_ error: CloudError) -> [Output] { isOver ? [] : end(.broken(error)) }

  private mutating func end(_ ending: Ending) -> [Output] {
    isOver = true
    return transcript.finish().map(Output.piece) + [.stop(ending)]
  }
}
