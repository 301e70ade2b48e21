package stentor.app.sound;

/** How the level of a microphone is to be taken. */
public enum Loudness {
  /** Words would be hard to recognise. */
  TOO_QUIET,
  /** As it should be. */
  GOOD,
  /** It is clipped, or nearly. */
  TOO_LOUD
}
