import Foundation
import Media
import Synchronization

/// Makes the media that the agent "generates": real files, simple ones.
struct MediaMaker: Sendable {
  let folder: String
  /// Where files are downloaded from: the other host.
  let baseURL: String

  /// What was made in this process: the same words make the same bytes, and making them takes seconds.
  private static let made = Mutex<[String: [UInt8]]>([:])

  private func made(_ what: String, _ make: () throws -> [UInt8]) throws -> [UInt8] {
    if let bytes = Self.made.withLock({ $0[what] }) { return bytes }
    let bytes = try make()
    Self.made.withLock { made in
      if made.count >= 64 { made = [:] }
      made[what] = bytes
    }
    return bytes
  }

  /// Pictures with a colour gradient, 540x960.
  func pictures(for subject: String, count: Int, session: String) throws -> [StoredMedia] {
    let seed = subject.unicodeScalars.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1.value) }
    return try (0..<count).map { index in
      let seed = seed &+ UInt64(index)
      let png = try made("picture \(seed)") { try Self.picture(seed) }
      return try store(png, name: "scene-\(index + 1).png", session: session)
    }
  }

  private static func picture(_ seed: UInt64) throws -> [UInt8] {
    var dice = Dice(seed: seed)
    let top = (0..<3).map { _ in Int(dice.share() * 200) + 30 }
    let bottom = (0..<3).map { _ in Int(dice.share() * 200) + 30 }
    let (width, height) = (540, 960)
    var pixels = [UInt8](repeating: 255, count: width * height * 4)
    for row in 0..<height {
      let color = (0..<3).map { UInt8((top[$0] * (height - row) + bottom[$0] * row) / height) }
      for column in 0..<width {
        let at = (row * width + column) * 4
        (pixels[at], pixels[at + 1], pixels[at + 2]) = (color[0], color[1], color[2])
      }
    }
    return try PictureFile.png(VideoFrame(width: width, height: height, bgra: pixels))
  }

  /// Music: a slow arpeggio.
  func music(seconds: Double, session: String) throws -> StoredMedia {
    let count = Int(min(max(seconds, 1), 120) * 48_000)
    let bytes = try made("music \(count)") { try sound(count) }
    return try store(bytes, name: "lo-fi.m4a", session: session)
  }

  /// - Parameter count: frames, 48,000 a second.
  private func sound(_ count: Int) throws -> [UInt8] {
    let notes = [220.0, 277.18, 329.63, 415.3, 369.99, 329.63, 277.18, 246.94]
    var samples = [Float](repeating: 0, count: count * 2)
    for (step, start) in stride(from: 0, to: count, by: 24_000).enumerated() {
      let turn = 2 * Double.pi * notes[step % notes.count] / 48_000
      for index in start..<min(start + 24_000, count) {
        let place = Double(index - start)
        let value = Float(0.25 * sin(turn * place) * (1 - place / 24_000))
        samples[index * 2] = value
        samples[index * 2 + 1] = value
      }
    }
    let encoder = try AudioEncoder()
    var packets: [EncodedPacket] = []
    try encoder.encode(samples) { packets.append($0) }
    try encoder.finish { packets.append($0) }
    let path = folder + "/\(Store.identifier()).m4a"
    let container = try OutputContainer(path: path, streams: [encoder.parameters], comment: nil)
    for packet in packets { try container.write(packet, stream: 0) }
    try container.finish()
    defer { try? FileManager.default.removeItem(atPath: path) }
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func store(_ bytes: [UInt8], name: String, session: String) throws -> StoredMedia {
    var file = try IncomingFile(folder: folder, filename: name)
    try file.write(bytes[...])
    return try file.finish(session: session, baseURL: baseURL)
  }
}
