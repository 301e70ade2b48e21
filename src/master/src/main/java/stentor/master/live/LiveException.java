package stentor.master.live;

import stentor.protocol.kaldi.KaldiStatus;

/** A stream cannot go on, for a reason that its client is told. */
final class LiveException extends Exception {

  private static final long serialVersionUID = 1;

  private final KaldiStatus status;

  LiveException(KaldiStatus status, String message) {
    super(message);
    this.status = status;
  }

  KaldiStatus status() {
    return status;
  }
}
