package stentor.master.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import stentor.master.decode.StreamDecoding;
import stentor.master.live.LiveStream;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.RawAudio;

/** What a client of {@code WS /client/ws/speech} sends. One frame is handled after another. */
sealed interface SpeechSession {

  /** Takes the next bytes; waits where the stream is behind. */
  void accept(ByteBuffer bytes);

  /** Nothing more comes. */
  void end();

  /** The client is gone: nothing is kept, unless it had said that nothing more comes. */
  void leave();

  /** Samples as they are. */
  record Raw(LiveStream stream, SpeechListener listener, RawAudio audio) implements SpeechSession {

    @Override
    public void accept(ByteBuffer bytes) {
      try {
        if (stream.takes()) {
          audio.accept(bytes);
        }
      } catch (AudioException tooLong) {
        stream.leave();
        listener.failed(KaldiStatus.NOT_ALLOWED, tooLong.problem().sentence());
      } catch (IOException stopping) {
        leave();
      }
    }

    @Override
    public void end() {
      try {
        audio.finish();
      } catch (IOException stopping) {
        leave();
      }
    }

    @Override
    public void leave() {
      stream.leave();
    }
  }

  /** Bytes of which the first ones say what they are. */
  final class Contained implements SpeechSession {

    private final LiveStream stream;
    private final StreamDecoding decoding;
    private volatile boolean ended;

    Contained(LiveStream stream, StreamDecoding decoding) {
      this.stream = stream;
      this.decoding = decoding;
    }

    @Override
    public void accept(ByteBuffer bytes) {
      try {
        if (stream.takes()) {
          decoding.accept(bytes);
        }
      } catch (IOException stopping) {
        leave();
      }
    }

    @Override
    public void end() {
      ended = true;
      decoding.finish();
    }

    @Override
    public void leave() {
      // What was sent before the end is decoded yet, and then the stream ends by itself.
      if (!ended) {
        stream.leave();
        decoding.close();
      }
    }
  }
}
