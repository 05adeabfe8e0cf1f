#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The environment variables that the programs look at.
public enum ProgramEnvironment {
  private static let names = [
    "HOME", "XDG_STATE_HOME", "NEMO_API_URL", "NEMO_WEB_URL", "NEMO_TOKEN", "NEMO_CLIENT_ID", "SKILL_SOURCE",
    "LC_ALL", "LC_MESSAGES", "LANG", "WORKPRINT_CLOUD_PACE",
  ]

  /// Their values; what is not set is not there.
  public static var variables: [String: String] {
    var variables: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }
}
