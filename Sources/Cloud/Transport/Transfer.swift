import CCurl
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One request on its way, and the owner of curl's handle for it.
///
/// But for `pipe` and ``isCancelled`` everything in it is touched on curl's thread only.
final class Transfer: @unchecked Sendable {
  /// Why a transfer was given up on this side.
  enum Reason {
    case cancelled, idle, answerLate, headersTooLarge, bodyTooLarge, addressRefused, fileChanged(String)
  }

  let request: HTTPRequest
  let headers: [HTTPRequest.Header]
  /// Whether names may turn out to be addresses of a private network.
  let allowsPrivateAddresses: Bool
  let pipe = BytePipe()
  private let cancellation = Mutex(false)

  private(set) var handle: UnsafeMutableRawPointer?
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var form: OpaquePointer?
  private var files: [FileSource] = []
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var head = HTTPHead()
  private var isHeadComplete = false
  private var headerBytes = 0
  private var bodyBytes = 0
  private var reason: Reason?
  private var lastActivity = ContinuousClock.now
  private var lastCounts = (0, 0)
  /// Bytes of the body that went out, and that there are.
  private var sent = (done: 0, total: 0)
  /// Since when nothing but the answer is waited for.
  private var sentTime: ContinuousClock.Instant?

  private static let largestHead = 1 << 18

  init(_ request: HTTPRequest, headers: [HTTPRequest.Header], allowsPrivateAddresses: Bool) {
    self.request = request
    self.headers = headers
    self.allowsPrivateAddresses = allowsPrivateAddresses
    errorText.pointee = 0
  }

  deinit {
    cleanUp()
    errorText.deallocate()
  }

  private func cleanUp() {
    // In this order: a form belongs to its handle.
    if let handle { curl_easy_cleanup(handle) }
    if let form { curl_mime_free(form) }
    if let headerList { curl_slist_free_all(headerList) }
    (handle, form, headerList, files) = (nil, nil, nil, [])
  }

  var isCancelled: Bool { cancellation.withLock { $0 } }

  func cancel() {
    cancellation.withLock { $0 = true }
    pipe.finish(.failure(.wasCancelled))
    CurlLoop.shared.cancel(self)
  }

  // MARK: On curl's thread

  func touch() { lastActivity = .now }

  /// Why it has taken too long already; nil where it has not.
  var delay: Reason? {
    guard !pipe.isPaused else { return nil }
    let now = ContinuousClock.now
    if now - lastActivity > request.limits.idle { return .idle }
    guard let sentTime, let limit = request.limits.answer else { return nil }
    return now - sentTime > limit ? .answerLate : nil
  }

  func end(_ result: Result<Void, CloudError>) { pipe.finish(result) }

  /// Sets curl's handle up.
  /// - Returns: nil where that failed; the reason is told to whoever waits.
  func prepare() -> UnsafeMutableRawPointer? {
    guard let handle = curl_easy_init() else {
      end(.failure(CloudError(.unreachable, "the network library has no memory left")))
      return nil
    }
    self.handle = handle
    touch()
    do throws(CloudError) {
      setCommonOptions(handle)
      try setBody(handle)
      setHeaders(handle)
      setCallbacks(handle)
      return handle
    } catch {
      cleanUp()
      end(.failure(error))
      return nil
    }
  }

  /// - Parameter remove: takes the handle out of curl's hands.
  func finish(_ result: CURLcode, remove: () -> Void) {
    var requestSize = 0
    if let handle {
      wp_get_long(handle, CURLINFO_REQUEST_SIZE, &requestSize)
      var (done, total): (curl_off_t, curl_off_t) = (0, 0)
      wp_get_size(handle, CURLINFO_SIZE_UPLOAD_T, &done)
      wp_get_size(handle, CURLINFO_CONTENT_LENGTH_UPLOAD_T, &total)
      sent = (max(sent.done, Int(done)), max(sent.total, Int(total)))
    }
    // Of a connection that closes within the head, curl tells no error.
    let result = result == CURLE_OK && !isHeadComplete ? CURLE_GOT_NOTHING : result
    let error = result == CURLE_OK && reason == nil ? nil : failure(result, requestSize: requestSize)
    remove()
    cleanUp()
    end(error.map { .failure($0) } ?? .success(()))
  }

  /// Gives the transfer up.
  func abandon(_ reason: Reason, remove: () -> Void) {
    self.reason = self.reason ?? reason
    finish(CURLE_ABORTED_BY_CALLBACK, remove: remove)
  }

  // MARK: Setting up

  private func setCommonOptions(_ handle: UnsafeMutableRawPointer) {
    let limits = request.limits
    wp_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    wp_set_pointer(handle, CURLOPT_URL, request.address.text)
    wp_set_pointer(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    wp_set_long(handle, CURLOPT_NOSIGNAL, 1)
    // Redirects are followed by hand: other origins see no token.
    wp_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    wp_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
    wp_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
    // libcurl reads proxies from the environment itself, but these only the curl program does.
    for (option, name) in [
      (CURLOPT_CAINFO, "SSL_CERT_FILE"), (CURLOPT_CAPATH, "SSL_CERT_DIR"),
      (CURLOPT_CAINFO, "CURL_CA_BUNDLE"),
    ] {
      if let value = getenv(name), value.pointee != 0 { wp_set_pointer(handle, option, value) }
    }
    wp_set_long(handle, CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
    wp_set_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    wp_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, limits.connect.wholeMilliseconds)
    wp_set_long(handle, CURLOPT_TIMEOUT_MS, limits.total.wholeMilliseconds)
    wp_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
    wp_set_long(handle, CURLOPT_BUFFERSIZE, 65_536)
    wp_set_pointer(handle, CURLOPT_USERAGENT, CloudClient.userAgent)
    if request.acceptsCompression { wp_set_pointer(handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate") }
    // On a connection that was used before, curl repeats a request by itself when the connection turns
    // out to be dead. What must not be repeated gets a connection of its own.
    if !request.isRepeatable || request.hasOwnConnection { wp_set_long(handle, CURLOPT_FRESH_CONNECT, 1) }
    if request.hasOwnConnection { wp_set_long(handle, CURLOPT_FORBID_REUSE, 1) }
  }

  private func setBody(_ handle: UnsafeMutableRawPointer) throws(CloudError) {
    switch request.body {
    case .none:
      if request.method != "GET" {
        wp_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, 0)
        wp_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, "")
      }
    case .json(let bytes):
      sent.total = bytes.count
      wp_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
      bytes.withUnsafeBytes { buffer in
        let empty: StaticString = ""
        _ = wp_set_pointer(
          handle, CURLOPT_COPYPOSTFIELDS, buffer.baseAddress ?? UnsafeRawPointer(empty.utf8Start))
      }
    case .form(let parts):
      let form = curl_mime_init(handle)
      self.form = form
      for part in parts { try add(part, to: form) }
      wp_set_pointer(handle, CURLOPT_MIMEPOST, form.map(UnsafeRawPointer.init))
    }
    if request.method != "GET", request.method != "POST" {
      wp_set_pointer(handle, CURLOPT_CUSTOMREQUEST, request.method)
    }
  }

  private func add(_ part: HTTPRequest.FilePart, to form: OpaquePointer?) throws(CloudError) {
    let source = try FileSource(path: part.path)
    files.append(source)
    sent.total += source.size
    let entry = curl_mime_addpart(form)
    curl_mime_name(entry, part.field)
    curl_mime_filename(entry, part.name)
    curl_mime_type(entry, part.contentType)
    curl_mime_data_cb(
      entry, curl_off_t(source.size),
      { buffer, size, count, source in
        guard let buffer, let source else { return wp_abort_reading }
        return Unmanaged<FileSource>.fromOpaque(source).takeUnretainedValue()
          .read(into: buffer, size * count)
      },
      { source, offset, origin in
        guard let source else { return CURL_SEEKFUNC_FAIL }
        return Unmanaged<FileSource>.fromOpaque(source).takeUnretainedValue().seek(offset, origin)
      }, nil, Unmanaged.passUnretained(source).toOpaque())
  }

  private func setHeaders(_ handle: UnsafeMutableRawPointer) {
    // Without an Expect, no second goes by before the body; without a Content-Type of curl's own.
    var lines = ["Expect:"]
    if case .json = request.body { lines.append("Content-Type: application/json") }
    lines += headers.map { "\($0.name): \($0.value)" }
    for line in lines { headerList = curl_slist_append(headerList, line) }
    wp_set_pointer(handle, CURLOPT_HTTPHEADER, headerList)
  }

  private func setCallbacks(_ handle: UnsafeMutableRawPointer) {
    let own = Unmanaged.passUnretained(self).toOpaque()
    wp_set_write(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, own in
      guard let own else { return 0 }
      return Unmanaged<Transfer>.fromOpaque(own).takeUnretainedValue()
        .take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    wp_set_pointer(handle, CURLOPT_WRITEDATA, own)
    wp_set_write(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, own in
      guard let own else { return 0 }
      return Unmanaged<Transfer>.fromOpaque(own).takeUnretainedValue()
        .takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    wp_set_pointer(handle, CURLOPT_HEADERDATA, own)
    wp_set_progress(handle) { own, _, received, total, sent in
      guard let own else { return 1 }
      Unmanaged<Transfer>.fromOpaque(own).takeUnretainedValue()
        .noteProgress(received: Int(received), sent: Int(sent), toSend: Int(total))
      return 0
    }
    wp_set_pointer(handle, CURLOPT_XFERINFODATA, own)
    wp_set_long(handle, CURLOPT_NOPROGRESS, 0)
    guard !allowsPrivateAddresses else { return }
    wp_set_open_socket(handle) { own, _, address in
      guard let own, let address else { return wp_bad_socket }
      return Unmanaged<Transfer>.fromOpaque(own).takeUnretainedValue().openSocket(address)
    }
    wp_set_pointer(handle, CURLOPT_OPENSOCKETDATA, own)
  }

  // MARK: What curl calls

  private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    touch()
    guard bodyBytes + bytes.count <= request.limits.body else {
      reason = .bodyTooLarge
      return 0
    }
    guard pipe.put(bytes) else { return wp_pause }
    bodyBytes += bytes.count
    return bytes.count
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    touch()
    headerBytes += bytes.count
    guard headerBytes <= Self.largestHead else {
      reason = .headersTooLarge
      return 0
    }
    // What comes after a body, and adds nothing that is asked for.
    guard !isHeadComplete else { return bytes.count }
    let line = String(decoding: bytes, as: UTF8.self).trimmed
    if line.hasPrefix("HTTP/") {
      let words = line.split(separator: " ")
      head = HTTPHead(status: words.count > 1 ? Int(words[1]) ?? 0 : 0)
    } else if line.isEmpty {
      // Those below 200 only announce another one.
      if head.status >= 200 {
        isHeadComplete = true
        pipe.put(head)
      }
    } else if let colon = line.firstIndex(of: ":") {
      let name = line[..<colon].lowercased()
      if head.headers[name] == nil {
        head.headers[name] = String(line[line.index(after: colon)...]).trimmed
      }
    }
    return bytes.count
  }

  private func noteProgress(received: Int, sent: Int, toSend: Int) {
    guard (received, sent) != lastCounts else { return }
    lastCounts = (received, sent)
    touch()
    self.sent.done = sent
    if sentTime == nil, toSend > 0, sent >= toSend { sentTime = .now }
    request.progress?(sent, toSend)
  }

  private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    let info = address.pointee
    // Not by way of a copy: an address may be larger than the structure says.
    let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
    let isPrivate = PrivateAddresses.contains(UnsafeRawPointer(address) + offset, family: info.family)
    guard !isPrivate else {
      reason = .addressRefused
      return wp_bad_socket
    }
    #if os(Linux)
      return socket(info.family, info.socktype | Int32(SOCK_CLOEXEC.rawValue), info.`protocol`)
    #else
      let file = socket(info.family, info.socktype, info.`protocol`)
      if file >= 0 { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
      return file
    #endif
  }

  // MARK: Failures

  private func failure(_ result: CURLcode, requestSize: Int) -> CloudError {
    // All but a part of the body having gone out, nobody has got a whole request.
    let isWhole = requestSize > 0 && sent.done >= sent.total
    var error = words(result, requestSize: requestSize)
    error.mayHaveArrived = isWhole || isHeadComplete
    return error
  }

  private func words(_ result: CURLcode, requestSize: Int) -> CloudError {
    let host = request.address.host.visible
    let file = files.compactMap(\.failure).first
    if let file { return file }
    switch reason {
    case .cancelled: return .wasCancelled
    case .idle:
      return CloudError(
        .timedOut, "\(host) sent nothing for \(request.limits.idle.words)", help: "try again in a while")
    case .answerLate:
      return CloudError(
        .timedOut,
        "\(host) gave no whole answer within \((request.limits.answer ?? request.limits.total).words)",
        help: "try again in a while")
    case .headersTooLarge: return Self.endlessHeaders(host)
    case .bodyTooLarge:
      return CloudError(
        .answerTooLarge,
        "\(host) answers with more than \(request.limits.body.bytesInWords), more than such an answer can be")
    case .addressRefused: return AddressRule.refusal(request.address)
    case .fileChanged(let path): return .fileChanged(path)
    case nil: break
    }
    let text = String(cString: errorText)
    let detail = (text.isEmpty ? String(cString: curl_easy_strerror(result)) : text).visible
    switch result {
    // What curl says of one header line that is longer than it keeps (100 KiB): the first of its older
    // versions, where memory that is really short ends in the same words, and the second since 8.6.
    case CURLE_OUT_OF_MEMORY where requestSize > 0 && !isHeadComplete: return Self.endlessHeaders(host)
    case Self.tooLarge where !isHeadComplete: return Self.endlessHeaders(host)
    case CURLE_OPERATION_TIMEDOUT where requestSize > 0:
      return CloudError(
        .timedOut, "\(host) took longer than \(request.limits.total.words)", help: "try again in a while")
    case CURLE_OPERATION_TIMEDOUT:
      return CloudError(
        .unreachable, "\(host) could not be reached within \(request.limits.connect.words)",
        help: Self.networkHelp)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
      return CloudError(
        .untrusted, "\(host) cannot prove that it is \(host): \(detail)",
        help: "where a proxy opens TLS, CURL_CA_BUNDLE names a file with its certificate")
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
      CURLE_SSL_CONNECT_ERROR:
      return CloudError(.unreachable, "\(host) could not be reached: \(detail)", help: Self.networkHelp)
    case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2,
      CURLE_HTTP2_STREAM:
      return CloudError(.connectionLost, "the connection to \(host) broke: \(detail)")
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
      return CloudError(.unexpectedAnswer, "\(host) does not answer as a web server: \(detail)")
    default:
      return CloudError(
        requestSize > 0 ? .connectionLost : .unreachable, "the request to \(host) failed: \(detail)")
    }
  }

  /// `CURLE_TOO_LARGE`, which older headers of curl do not have.
  private static let tooLarge = CURLcode(rawValue: 100)

  private static func endlessHeaders(_ host: String) -> CloudError {
    CloudError(.answerTooLarge, "\(host) answers with headers without end")
  }

  private static let networkHelp = "is there a network, or a proxy that https_proxy should name?"
}

extension CloudError {
  static let wasCancelled = CloudError(.cancelled, "it was cancelled")

  static func fileChanged(_ path: String) -> CloudError {
    CloudError(
      .fileUnreadable, "\(path.visible) changed while it was sent",
      help: "upload it again when it is finished")
  }
}
