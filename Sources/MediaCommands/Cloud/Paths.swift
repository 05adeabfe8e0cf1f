#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file's path from the root, symbolic links resolved; nil where there is no such file.
func absolutePath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}

/// The path from the root to a file that need not be there, though its folder is.
func absoluteOutputPath(_ path: String) -> String {
  let slash = path.lastIndex(of: "/")
  let folder = slash.map { String(path[...$0]) } ?? "."
  let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
  guard let real = absolutePath(folder) else { return path }
  return real == "/" ? "/" + name : real + "/" + name
}
