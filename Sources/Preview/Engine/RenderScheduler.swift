import Media

/// Something to be rendered, once.
final class RenderTask: Sendable {
  /// Does the work. Asks now and then whether it goes on, and gives up where it does not.
  typealias Body = @Sendable (_ isUrgent: Bool, _ goesOn: () -> Bool) -> Void
  let body: Body
  /// Whether anybody still waits for it.
  let isWanted: @Sendable () -> Bool
  /// Called instead of the work, when it will not be done; told why.
  let drop: @Sendable (PreviewEngine.Failure) -> Void

  init(
    isWanted: @escaping @Sendable () -> Bool,
    drop: @escaping @Sendable (PreviewEngine.Failure) -> Void = { _ in }, _ body: @escaping Body
  ) {
    self.isWanted = isWanted
    self.drop = drop
    self.body = body
  }
}

/// Divides tasks among threads: urgent ones in the order in which they come, then chunks of a film in
/// runs.
///
/// While something urgent is at work, what is rendered in the background pauses between two frames, and
/// its decoders keep their places. A thread that pauses does what else is urgent meanwhile.
final class RenderScheduler: Sendable {
  private let state: Monitor<State>
  /// Called by a thread that has nothing to do.
  private let onIdle: @Sendable () -> Void

  private struct State {
    var urgent: [RenderTask] = []
    var queue: ChunkQueue
    /// Of the chunks in the queue.
    var background: [Int: RenderTask] = [:]
    /// Urgent ones at work, for which others pause.
    var hurrying: Set<ObjectIdentifier> = []
    /// Those of the background at work, and those of them that have become urgent: they do not pause.
    /// Others do not pause for them, since they may hold the memory that these wait for.
    var running: Set<ObjectIdentifier> = []
    var pressing: Set<ObjectIdentifier> = []
    var endsWhenEmpty: Bool
    var hasEnded = false

    mutating func takeUrgent() -> RenderTask? {
      guard !urgent.isEmpty else { return nil }
      let task = urgent.removeFirst()
      hurrying.insert(ObjectIdentifier(task))
      return task
    }

    mutating func takeBackground(_ worker: Int) -> RenderTask? {
      guard hurrying.isEmpty else { return nil }
      while let chunk = queue.next(for: worker) {
        guard let task = background.removeValue(forKey: chunk) else { continue }
        running.insert(ObjectIdentifier(task))
        return task
      }
      return nil
    }
  }

  /// - Parameters:
  ///   - background: tasks for chunks, handed out as the queue says.
  ///   - endsWhenEmpty: whether threads end when there is nothing left to do; else at ``end()``.
  init(
    _ queue: ChunkQueue, background: [Int: RenderTask] = [:], endsWhenEmpty: Bool,
    onIdle: @escaping @Sendable () -> Void
  ) {
    state = Monitor(State(queue: queue, background: background, endsWhenEmpty: endsWhenEmpty))
    self.onIdle = onIdle
  }

  // MARK: Threads

  /// What one thread does, until all is done.
  func work(_ worker: Int) {
    while true {
      if let task = state.withLock({ $0.takeUrgent() ?? $0.takeBackground(worker) }) {
        perform(task, worker)
        continue
      }
      onIdle()
      let task = state.wait { state -> RenderTask?? in
        if state.hasEnded { return .some(nil) }
        if let task = state.takeUrgent() ?? state.takeBackground(worker) { return task }
        return state.endsWhenEmpty ? .some(nil) : nil
      }
      guard let task else { return }
      perform(task, worker)
    }
  }

  private func perform(_ task: RenderTask, _ worker: Int) {
    if task.isWanted() {
      let isUrgent = state.withLock { $0.hurrying.contains(ObjectIdentifier(task)) }
      task.body(isUrgent) { goesOn(task, worker) }
    }
    state.withLock { state in
      state.hurrying.remove(ObjectIdentifier(task))
      state.running.remove(ObjectIdentifier(task))
      state.pressing.remove(ObjectIdentifier(task))
    }
  }

  private enum Step {
    case goOn
    case stop
    case meanwhile(RenderTask)
  }

  /// Asked between two frames: lets urgent tasks pass.
  private func goesOn(_ task: RenderTask, _ worker: Int) -> Bool {
    while true {
      let step = state.wait { state -> Step? in
        if state.hasEnded || !task.isWanted() { return .stop }
        let id = ObjectIdentifier(task)
        if state.hurrying.contains(id) || state.pressing.contains(id) { return .goOn }
        if let urgent = state.takeUrgent() { return .meanwhile(urgent) }
        return state.hurrying.isEmpty ? .goOn : nil
      }
      switch step {
      case .goOn: return true
      case .stop: return false
      case .meanwhile(let urgent): perform(urgent, worker)
      }
    }
  }

  // MARK: Tasks

  /// Adds a task that goes before all that is in the background.
  func addUrgent(_ task: RenderTask) {
    let isOver = state.withLock { state in
      if !state.hasEnded { state.urgent.append(task) }
      return state.hasEnded
    }
    if isOver { task.drop(.ended) }
  }

  /// Adds a chunk's task to those in the background.
  func add(_ task: RenderTask, chunk: Int) {
    let isOver = state.withLock { state in
      if !state.hasEnded {
        state.queue.add(chunk)
        state.background[chunk] = task
      }
      return state.hasEnded
    }
    if isOver { task.drop(.ended) }
  }

  /// Makes a chunk's task an urgent one, wherever it is.
  func hurry(_ task: RenderTask, chunk: Int) {
    state.withLock { state in
      if state.background[chunk] === task {
        state.background[chunk] = nil
        state.queue.remove(chunk)
        state.urgent.append(task)
      } else if state.running.contains(ObjectIdentifier(task)) {
        state.pressing.insert(ObjectIdentifier(task))
      }
    }
  }

  /// Lets those who pause look at their tasks again: whether they are still wanted.
  func lookAgain() { state.withLock { _ in } }

  /// Drops what nobody has begun, and goes on with another film's chunks.
  func replace(_ queue: ChunkQueue) {
    let dropped = state.withLock { state in
      defer { (state.urgent, state.background, state.queue) = ([], [:], queue) }
      return state.urgent + state.background.values
    }
    for task in dropped { task.drop(.planReplaced) }
  }

  /// Drops what nobody has begun, stops what is at work at its next frame, and lets the threads end.
  func end() {
    let dropped = state.withLock { state in
      defer { (state.urgent, state.background, state.hasEnded) = ([], [:], true) }
      return state.urgent + state.background.values
    }
    for task in dropped { task.drop(.ended) }
  }
}
