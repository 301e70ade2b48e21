package stentor.protocol.kaldi;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a message's {@code status} says, as kaldi-gstreamer-server numbers it. */
public enum KaldiStatus {
  /** All is well. */
  SUCCESS(0),
  /** Nobody spoke. */
  NO_SPEECH(1),
  /** Somebody ended it. */
  ABORTED(2),
  /** The audio could not be taken. */
  AUDIO_CAPTURE(3),
  /** A connection broke. */
  NETWORK(4),
  /** The audio cannot be decoded. */
  NOT_ALLOWED(5),
  /** The service may not be used. */
  SERVICE_NOT_ALLOWED(6),
  /** The grammar is wrong. */
  BAD_GRAMMAR(7),
  /** What is said is in no language that is served. */
  LANGUAGE_NOT_SUPPORTED(8),
  /** No worker is there, and none came. */
  NOT_AVAILABLE(9);

  private final int number;

  KaldiStatus(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  @JsonValue
  public int number() {
    return number;
  }
}
