extension DraftChecker {
  /// Every rule, topic by topic.
  public static let allRules: [any Rule] = [
    // Shape
    ValueTypeRule(), NullValueRule(), MissingValueRule(), UnknownTrackTypeRule(), UnknownKeyRule(),
    DuplicateKeyRule(), DisagreeingKeysRule(), StringTimeRule(), FractionalTimeRule(), DuplicateIDRule(),
    EmptyDraftRule(), EmptyTrackRule(), NothingToExportRule(), NoVideoTrackRule(),
    // Time
    OverlapRule(), GapRule(), DurationRule(), StartRule(), ImpliedStartRule(), SourceStartRule(), SpeedRule(),
    DraftDurationRule(), ShorterThanFrameRule(), FrameGridRule(),
    // Content
    MediaKindRule(), VideoForSoundRule(), TextMissingRule(), MediaNotNamedRule(), VolumeRule(), OpacityRule(),
    CropRule(), ScaleRule(), RotationRule(), PositionRule(), DuckingRule(), InaudibleRule(), HiddenRule(),
    FadesRule(),
    TransitionNeighbourRule(), TransitionLengthRule(), TransitionHandlesRule(), UnknownTransitionRule(),
    KeyframeOutsideRule(), KeyframeValueRule(), KeyframeIncompleteRule(), UnknownKeyframeRule(),
    UnknownAnimationRule(), UnknownEffectRule(), AnimationLengthRule(), EffectAmountRule(),
    KindMissingRule(), TextStyleRule(), UnknownWordRule(),
    // Canvas
    CanvasMissingRule(), CanvasSizeRule(), CanvasOddRule(), CanvasTinyRule(), CanvasTooLargeRule(),
    CanvasFrameRateRule(), AspectRule(), SafeAreaRule(), CaptionSpeedRule(), CaptionLengthRule(),
    CaptionLineRule(), MissingGlyphRule(),
    // Media
    MediaMissingRule(), MediaUnreadableRule(), PathEscapesRule(), SourceRangeRule(), NoPictureRule(),
    NoSoundRule(), VariableFrameRateRule(), UploadSizeRule(), UploadTypeRule(),
  ]
}
