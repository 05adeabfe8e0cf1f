import Media

/// A stretch of a film's pictures, coded: a closed group that plays by itself.
public struct CodedFragment: Sendable {
  /// On the timeline's grid.
  public let frames: Range<Int>
  /// One for each frame; times count frames from the first.
  public let packets: [EncodedPacket]
  /// What turned out about the segments that are shown.
  public let notes: [RenderNotes.Note]
}

/// One picture of a film, before it is coded. For one task at a time.
public struct RenderedPicture: @unchecked Sendable {
  /// YUV 4:2:0 of the film's size; shared with nobody.
  public let picture: VideoFrame
  /// What turned out about the segments that are shown.
  public let notes: [RenderNotes.Note]
}
