package stentor.master.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
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

  /** The stream has ended: nothing is held any more for what might come. */
  void release();

  /** Samples as they are. */
  final class Raw implements SpeechSession {

    private final LiveStream stream;
    private final SpeechListener listener;

    /** Absent after the end. */
    private volatile Optional<RawAudio> audio;

    Raw(LiveStream stream, SpeechListener listener, RawAudio audio) {
      this.stream = stream;
      this.listener = listener;
      this.audio = Optional.of(audio);
    }

    @Override
    public void accept(ByteBuffer bytes) {
      try {
        Optional<RawAudio> open = audio;
        if (open.isPresent() && stream.takes()) {
          open.get().accept(bytes);
        }
      } catch (AudioException tooLong) {
        refuse(tooLong);
      } catch (IOException stopping) {
        leave();
      }
    }

    private void refuse(AudioException tooLong) {
      stream.leave();
      listener.failed(KaldiStatus.NOT_ALLOWED, tooLong.problem().sentence());
    }

    @Override
    public void end() {
      Optional<RawAudio> open = audio;
      release();
      try {
        if (open.isPresent()) {
          open.get().finish();
        }
      } catch (AudioException tooLong) {
        refuse(tooLong);
      } catch (IOException stopping) {
        leave();
      }
    }

    @Override
    public void leave() {
      stream.leave();
    }

    @Override
    public void release() {
      audio = Optional.empty();
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

    @Override
    public void release() {
      decoding.close();
    }
  }
}
