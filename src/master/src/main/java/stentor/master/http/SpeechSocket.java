package stentor.master.http;

import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsCloseStatus;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.master.MasterException;
import stentor.master.live.Audience;
import stentor.master.live.LiveStream;
import stentor.master.live.LiveStreams;
import stentor.master.prepare.Router;
import stentor.protocol.job.JobId;
import stentor.protocol.json.Documents;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.protocol.kaldi.SpeechEvent;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.Caps;
import stentor.speech.audio.RawAudio;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Word;

/**
 * {@code WS /client/ws/speech}: audio in binary frames, results as they come, {@code EOS} at the
 * end, as kaldi-gstreamer-server has it.
 */
final class SpeechSocket {

  private static final Logger LOG = LoggerFactory.getLogger(SpeechSocket.class);
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final int MOST_FRAME_BYTES = 1024 * 1024;
  private static final int MOST_TEXT_BYTES = 1024 * 1024;
  private static final String END = "EOS";
  private static final byte[] END_BYTES = END.getBytes(StandardCharsets.US_ASCII);
  private static final String SESSION = "stream";

  private final LiveStreams streams;

  SpeechSocket(LiveStreams streams) {
    this.streams = streams;
  }

  void configure(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onBinaryMessage(this::audio);
    socket.onMessage(this::text);
    socket.onClose(context -> session(context).ifPresent(Session::leave));
    // The close follows.
    socket.onError(context -> LOG.debug("A client's connection broke", context.error()));
  }

  private void connected(WsConnectContext context) {
    context.session.setIdleTimeout(IDLE);
    context.session.setMaxFrameSize(MOST_FRAME_BYTES);
    context.session.setMaxBinaryMessageSize(MOST_FRAME_BYTES);
    context.session.setMaxTextMessageSize(MOST_TEXT_BYTES);
    JobId id = streams.next();
    Listener listener = new Listener(context, id.toString());
    try {
      Optional<String> type = parameter(context, "content-type");
      if (type.isPresent() && !Caps.isRaw(type.get())) {
        listener.failed(
            KaldiStatus.NOT_ALLOWED,
            "Streams are read as raw audio; send containers to /client/dynamic/recognize.");
        return;
      }
      Caps caps = Caps.of(type.orElse("audio/x-raw"));
      Optional<LiveStream> stream =
          streams.begin(
              id,
              new LiveStreams.Wish(
                  Router.namedModel(parameter(context, "model")),
                  Router.namedLanguage(parameter(context, "language")),
                  parameter(context, "content-id"),
                  ContentId.of(parameter(context, "content-id")).map(ContentId::hash)),
              listener);
      if (stream.isEmpty()) {
        listener.failed(KaldiStatus.NOT_AVAILABLE, "There are too many streams. Try again later.");
        return;
      }
      Session session =
          new Session(
              stream.get(),
              RawAudio.into(stream.get(), caps.format(), caps.order(), AudioLimits.DEFAULT),
              listener);
      context.attribute(SESSION, session);
      if (!context.session.isOpen()) {
        // It was closed before anybody could know of the session.
        session.leave();
      }
    } catch (MasterException notServed) {
      listener.failed(statusOf(notServed), notServed.problem().sentence());
    } catch (AudioException unusable) {
      listener.failed(KaldiStatus.NOT_ALLOWED, unusable.problem().sentence());
    } catch (IOException failed) {
      LOG.error("The job store failed", failed);
      listener.failed(KaldiStatus.NOT_AVAILABLE, "The job store cannot be written.");
    }
  }

  private static KaldiStatus statusOf(MasterException notServed) {
    return notServed.problem().code().equals("language_not_supported")
        ? KaldiStatus.LANGUAGE_NOT_SUPPORTED
        : KaldiStatus.NOT_AVAILABLE;
  }

  private static Optional<String> parameter(WsContext context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
  }

  private static Optional<Session> session(WsContext context) {
    return Optional.ofNullable(context.attribute(SESSION));
  }

  private void audio(WsBinaryMessageContext context) {
    ByteBuffer bytes = context.data();
    session(context)
        .ifPresent(
            session -> {
              if (bytes.remaining() == END_BYTES.length
                  && bytes.equals(ByteBuffer.wrap(END_BYTES))) {
                session.end();
              } else {
                session.accept(bytes);
              }
            });
  }

  /** Anything but the end is what clients send to adapt to a speaker: nothing here does. */
  private void text(WsMessageContext context) {
    if (context.message().strip().equals(END)) {
      session(context).ifPresent(Session::end);
    }
  }

  /** One client that streams. */
  private record Session(LiveStream stream, RawAudio audio, Listener listener) {

    void accept(ByteBuffer bytes) {
      try {
        audio.accept(bytes);
      } catch (AudioException tooLong) {
        stream.leave();
        listener.failed(KaldiStatus.NOT_ALLOWED, tooLong.problem().sentence());
      } catch (IOException stopping) {
        leave();
      }
    }

    void end() {
      try {
        audio.finish();
      } catch (IOException stopping) {
        leave();
      }
    }

    void leave() {
      stream.leave();
    }
  }

  /** Tells the client. */
  private record Listener(WsContext context, String id) implements Audience {

    @Override
    public void partial(int segment, String text) {
      send(SpeechEvent.partial(id, segment, text));
    }

    @Override
    public void finished(int segment, Segment said) {
      send(
          SpeechEvent.finished(
              id,
              segment,
              new SpeechEvent.Hypothesis(said.text(), said.meanLogProbability(), alignment(said)),
              said.start(),
              said.end()));
    }

    private static Optional<List<SpeechEvent.AlignedWord>> alignment(Segment said) {
      if (said.words().isEmpty() || said.words().stream().anyMatch(Word::estimated)) {
        return Optional.empty();
      }
      return Optional.of(
          said.words().stream()
              .map(
                  word ->
                      new SpeechEvent.AlignedWord(
                          word.text(),
                          word.start() - said.start(),
                          word.end() - word.start(),
                          word.confidence()))
              .toList());
    }

    @Override
    public void ended() {
      send(SpeechEvent.last(id));
      context.closeSession(WsCloseStatus.NORMAL_CLOSURE, "");
    }

    @Override
    public void failed(KaldiStatus status, String message) {
      send(SpeechEvent.failed(id, status, message));
      context.closeSession(WsCloseStatus.NORMAL_CLOSURE, "");
    }

    private void send(SpeechEvent event) {
      if (context.session.isOpen()) {
        context.send(new String(Documents.write(event), StandardCharsets.UTF_8));
      }
    }
  }
}
