import DraftModel
import Media

/// Puts coded chunks and sound into one film.
struct FilmWriter {
  let plan: RenderPlan
  /// What the film says of itself; nil for nothing.
  var comment: String? = PreviewRenderer.tag

  func write(_ coded: (chunks: [FilmWork.Coded], sound: FilmWork.Coded), to path: String) throws(MediaError) {
    // Every encoder with these settings writes the same headers.
    let streams = [try VideoEncoder(plan.encoderSettings).parameters, try PreviewSoundEncoder().parameters]
    let container = try OutputContainer(path: path, streams: streams, comment: comment)
    var sound = coded.sound.entries[...]
    for (chunk, part) in zip(plan.chunks, coded.chunks) {
      let offset = Int64(chunk.frames.lowerBound - plan.frames.lowerBound)
      for entry in part.entries {
        // Sound goes in beside the pictures that it belongs to, so that the muxer holds little back.
        let limit = Planner.sample(Time(frame: Int(offset + entry.presentation) + 1, rate: plan.frameRate))
        while let next = sound.first, next.presentation < limit {
          sound.removeFirst()
          try container.write(coded.sound.spool.packet(next), stream: 1)
        }
        var packet = try part.spool.packet(entry)
        packet.presentation += offset
        packet.decoding += offset
        try container.write(packet, stream: 0)
      }
    }
    for entry in sound { try container.write(coded.sound.spool.packet(entry), stream: 1) }
    try container.finish()
  }
}
