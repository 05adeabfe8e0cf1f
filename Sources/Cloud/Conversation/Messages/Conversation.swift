import DraftModel

/// Messages to the agent of a session, from the look at the state before each to what it has changed.
///
/// A message is sent once. Whatever happens afterwards, from a broken connection to an answer without a
/// word, is found out from the state.
public struct Conversation: Sendable {
  private let client: CloudClient
  private let session: CloudSession
  private let keys: DraftKeys
  private let times: ConversationTimes
  private let tell: @Sendable (ConversationUpdate) -> Void

  /// - Parameter tell: told what there is to know, in order; not from two threads at once.
  public init(
    client: CloudClient, session: CloudSession, keys: DraftKeys = .standard,
    times: ConversationTimes = ConversationTimes(), tell: @escaping @Sendable (ConversationUpdate) -> Void
  ) {
    self.client = client
    self.session = session
    self.keys = keys
    self.times = times
    self.tell = tell
  }

  private var pace: Pace { client.configuration.pace }

  /// Says something to the agent.
  /// - Throws: where the message certainly was not taken. Everything else is the outcome: so a message is
  ///   not sent twice by whoever catches an error.
  public func say(_ text: String) async throws(CloudError) -> MessageOutcome {
    let seen = client.lastDraft(of: session, keys: keys)
    let before = try await client.readState(of: session, keys: keys)
    if let seen {
      let change = DraftChange(from: seen, to: before.draft)
      if !change.isEmpty { tell(.others(change)) }
    }
    let exchange = MessageExchange(times: times, pace: pace, isFirstFilm: before.draft == nil)
    // From here the message is under way, whenever its answer begins.
    let listener = Listener(exchange, told: Told(before: before), tell: tell)
    let stream: AsyncThrowingStream<[UInt8], any Error>
    do throws(CloudError) { stream = try await send(text, listener) } catch {
      guard error.mayHaveArrived || Self.isLostByGateway(error) else { throw Self.ofMessage(error) }
      return await recover(.broken(error), Told(before: before), hasText: false, steps: [], tools: 0)
    }
    return await listen(stream, listener, isQuestion: EditClaim.isQuestion(text))
  }

  /// Sends a message, and tells that the agent is at work until its answer begins.
  private func send(
    _ text: String, _ listener: Listener
  ) async throws(CloudError) -> AsyncThrowingStream<[UInt8], any Error> {
    let watching = Task { await watch(listener) }
    let result: Result<AsyncThrowingStream<[UInt8], any Error>, CloudError>
    do throws(CloudError) { result = .success(try await client.send(text, in: session)) } catch {
      result = .failure(error)
    }
    watching.cancel()
    // What is told comes from one thread at a time.
    await watching.value
    await listener.begin()
    return try result.get()
  }

  /// A gateway gave up on whoever it had passed the message on to.
  private static func isLostByGateway(_ error: CloudError) -> Bool {
    error.status == 502 || error.status == 504
  }

  /// What the service refuses of a plan is, wherever else it says so, the export.
  private static func ofMessage(_ error: CloudError) -> CloudError {
    guard error.code == .planBlocked else { return error }
    var error = error
    error.message = "the plan does not allow this message: that is the subscription, not the credits"
    return error
  }

  /// What of the state was told.
  private struct Told: Sendable {
    let before: SessionState
    /// As the person knows it.
    var last: SessionState

    init(before: SessionState) { (self.before, last) = (before, before) }

    /// Waits for a change; where one was told already, one look finds the rest.
    func waits(_ waits: [Duration]) -> [Duration] {
      DraftChange(from: before, to: last).isEmpty ? waits : Array(waits.prefix(1))
    }
  }

  // MARK: While it comes

  /// The exchange and what it led to, shared by whoever reads and whoever watches the clock.
  private actor Listener {
    var exchange: MessageExchange
    var steps: [InterfaceStep] = []
    var ending: MessageExchange.Ending?
    var told: Told
    private var wantsLook = false
    private var hasBegun = false
    private let start = ContinuousClock.now
    private let tell: @Sendable (ConversationUpdate) -> Void

    init(
      _ exchange: MessageExchange, told: Told, tell: @escaping @Sendable (ConversationUpdate) -> Void
    ) {
      self.exchange = exchange
      self.told = told
      self.tell = tell
    }

    private var time: Duration { ContinuousClock.now - start }

    func begin() {
      hasBegun = true
      exchange.begin(at: time)
    }

    func take(_ bytes: [UInt8]) { handle(exchange.take(bytes, at: time)) }
    func tick() { handle(hasBegun ? exchange.tick(at: time) : exchange.wait(at: time)) }
    func close() { handle(exchange.close()) }
    func fail(_ error: CloudError) { handle(exchange.fail(error)) }

    /// Whether the state is worth a look; asked once each time.
    func takeLook() -> Bool {
      defer { wantsLook = false }
      return wantsLook && ending == nil
    }

    /// What the agent has made so far, while it goes on.
    func takeFirstResult(_ state: SessionState) {
      let change = DraftChange(from: told.last, to: state)
      guard ending == nil, !change.isEmpty else { return }
      told.last = state
      tell(.firstResult(change))
    }

    private func handle(_ outputs: [MessageExchange.Output]) {
      for output in outputs {
        switch output {
        case .piece(let piece): handle(piece)
        case .stillWorking(let time): tell(.stillWorking(time))
        case .lookAtState: wantsLook = true
        case .stop(let ending): self.ending = ending
        }
      }
    }

    private func handle(_ piece: AnswerTranscript.Piece) {
      switch piece {
      case .text(let text): tell(.text(text))
      case .step(let step):
        // An answer may be nothing but steps.
        guard steps.count < 100 else { return }
        steps.append(step)
        tell(.step(step))
      case .toolCall(let name): tell(.tool(name))
      case .fault(let fault): tell(.fault(fault))
      case .toolResult, .stateChanged: break
      }
    }
  }

  private func listen(
    _ stream: AsyncThrowingStream<[UInt8], any Error>, _ listener: Listener, isQuestion: Bool
  ) async -> MessageOutcome {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await Self.read(stream, listener) }
      group.addTask { await watch(listener) }
      // Whichever comes to its end ends the other.
      await group.next()
      group.cancelAll()
    }
    let told = await listener.told
    let ending = await listener.ending ?? .broken(.wasCancelled)
    let transcript = await listener.exchange.transcript
    var steps = await listener.steps
    if transcript.leavesDecision {
      for index in steps.indices where Decision.isNeeded(for: steps[index]) { steps[index].isOffer = true }
    }
    if ending == .cut { tell(.cutShort) }
    if let fault = transcript.faults.first {
      return await settle(told, after: ending, fault: fault, steps: steps)
    }
    switch ending {
    case .closed, .cut:
      // Where the backend wants an edit or an export done, it has not done it.
      let claims = transcript.claimsEdit && !isQuestion && !steps.contains(where: \.isWork)
      var outcome = await conclude(
        told, hasText: transcript.hasText || !steps.isEmpty, steps: steps, tools: transcript.toolCallCount,
        claims: claims, isWhole: ending == .closed)
      outcome.claimsEdit = claims
      outcome.isWhole = ending == .closed
      return outcome
    case .broken, .quiet, .tooLong:
      return await recover(
        ending, told, hasText: transcript.hasText, steps: steps, tools: transcript.toolCallCount)
    }
  }

  private static func read(_ stream: AsyncThrowingStream<[UInt8], any Error>, _ listener: Listener) async {
    do {
      for try await bytes in stream {
        await listener.take(bytes)
        // Giving the stream up ends the transfer.
        if await listener.ending != nil { return }
      }
      if Task.isCancelled { return }
      await listener.close()
    } catch {
      await listener.fail(
        error as? CloudError ?? CloudError(.connectionLost, "the answer broke off", mayHaveArrived: true))
    }
  }

  /// Watches the clock, and looks at the state where the answer says that it is worth it.
  private func watch(_ listener: Listener) async {
    // Often enough for the shortest of the times.
    let step = max(pace.scaled(.seconds(1)), .milliseconds(5))
    while await listener.ending == nil {
      do { try await Task.sleep(for: step) } catch { return }
      await listener.tick()
      guard await listener.takeLook() else { continue }
      // A look that fails costs nothing: the next one, and the one at the end, say what there is.
      if let state = try? await client.readState(of: session, keys: keys) {
        await listener.takeFirstResult(state)
      }
    }
  }

  // MARK: Afterwards

  /// Looks at the state, after each of these times, until it has changed.
  /// - Returns: the newest state that could be read, and whether it is another.
  private func look(
    _ waits: [Duration], _ told: Told, reason: ConversationUpdate.LookReason
  ) async -> (state: SessionState?, error: CloudError?) {
    var last: SessionState?
    var problem: CloudError?
    for wait in waits {
      if wait > .zero {
        tell(.looking(after: wait, reason: reason))
        do throws(CloudError) { try await pace.sleep(wait) } catch { return (last, error) }
      }
      do throws(CloudError) {
        let state = try await client.readState(of: session, keys: keys)
        last = state
        problem = nil
        if !DraftChange(from: told.last, to: state).isEmpty { return (state, nil) }
      } catch {
        problem = error
      }
    }
    return (last, problem)
  }

  /// The outcome as the states tell it; tells what changed.
  private func outcome(
    _ told: Told, _ state: SessionState?, otherwise: MessageOutcome.Result, steps: [InterfaceStep]
  ) -> MessageOutcome {
    guard let state else {
      return MessageOutcome(result: otherwise, state: told.last, steps: steps, change: nil)
    }
    let news = DraftChange(from: told.last, to: state)
    if !news.isEmpty { tell(.changed(news)) }
    let all = DraftChange(from: told.before, to: state)
    return MessageOutcome(
      result: all.isEmpty ? otherwise : .changed, state: state, steps: steps, change: all.isEmpty ? nil : all)
  }

  /// The answer came to its end.
  private func conclude(
    _ told: Told, hasText: Bool, steps: [InterfaceStep], tools: Int, claims: Bool, isWhole: Bool
  ) async -> MessageOutcome {
    let waits =
      !hasText || !isWhole || claims ? times.silentChecks : tools > 0 ? times.spokenChecks : [.zero]
    let (state, problem) = await look(told.waits(waits), told, reason: claims ? .claimed : .silent)
    if state == nil, let problem, !hasText {
      return MessageOutcome(result: .failed(problem), state: told.last, steps: steps, change: nil)
    }
    return outcome(told, state, otherwise: hasText ? .answered : .unchanged, steps: steps)
  }

  /// The agent failed: an error, whatever it has changed before.
  private func settle(
    _ told: Told, after ending: MessageExchange.Ending, fault: AgentFault, steps: [InterfaceStep]
  ) async -> MessageOutcome {
    let (state, _) = await look([.zero], told, reason: .silent)
    let outcome = outcome(told, state, otherwise: .unchanged, steps: steps)
    return MessageOutcome(
      result: .failed(client.error(for: fault, in: session)), state: outcome.state, steps: steps,
      change: outcome.change)
  }

  /// The end of the answer was lost. The message is not sent again: the state tells what became of it.
  private func recover(
    _ ending: MessageExchange.Ending, _ told: Told, hasText: Bool, steps: [InterfaceStep], tools: Int
  ) async -> MessageOutcome {
    let (reason, error): (ConversationUpdate.LookReason, CloudError) =
      switch ending {
      case .broken(let error): (.broken(error), error)
      case .quiet(let time):
        (
          .quiet(time),
          CloudError(.timedOut, "the agent was silent for \(time.inMinutes)", mayHaveArrived: true)
        )
      case .tooLong(let time):
        (
          .tooLong(time),
          CloudError(.timedOut, "the answer took longer than \(time.inMinutes)", mayHaveArrived: true)
        )
      case .closed, .cut: (.silent, CloudError(.connectionLost, "the answer broke off", mayHaveArrived: true))
      }
    let waits = error.code == .unexpectedAnswer ? times.silentChecks : times.recovery
    let (state, problem) = await look(told.waits(waits), told, reason: reason)
    var failure = error
    if let problem, state == nil {
      failure.message += "; whether the message had an effect is not known (\(problem.message))"
    } else {
      failure.message += "; the draft is as it was"
    }
    failure.help =
      "the message was not sent again; `workprint cloud state` shows whether anything came of it later"
    return outcome(told, state, otherwise: .failed(failure), steps: steps)
  }
}

extension Duration {
  /// `10 minutes`, `30 seconds`
  var inMinutes: String {
    let seconds = components.seconds
    if seconds >= 60, seconds % 60 == 0 { return seconds == 60 ? "a minute" : "\(seconds / 60) minutes" }
    return "\(seconds) seconds"
  }
}
