/// What is done with something that a person says.
public struct MessageRoute: Hashable, Sendable {
  public enum Action: String, Hashable, Sendable, CaseIterable {
    /// Submits the timeline and downloads the film.
    case export
    /// Tells the credits.
    case credits
    /// Tells what is on the timeline.
    case state
    /// Uploads files, or asks for which.
    case upload
    /// Goes to the agent.
    case message
  }

  public var action: Action
  /// Local files that are named: those to upload, or, in a message, those that the person may have
  /// wanted to go along with it. As they are written, with `~` and escapes resolved.
  public var files: [String] = []
  /// Addresses to upload from.
  public var addresses: [String] = []

  public init(_ action: Action, files: [String] = [], addresses: [String] = []) {
    self.action = action
    self.files = files
    self.addresses = addresses
  }
}
