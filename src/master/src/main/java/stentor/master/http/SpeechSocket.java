package stentor.master.http;

import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.master.MasterException;
import stentor.master.decode.StreamDecoders;
import stentor.master.live.LiveStream;
import stentor.master.live.LiveStreams;
import stentor.master.prepare.Router;
import stentor.protocol.job.JobId;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.Caps;
import stentor.speech.audio.RawAudio;

/**
 * {@code WS /client/ws/speech}: audio in binary frames, raw or in a container, results as they
 * come, {@code EOS} at the end, as kaldi-gstreamer-server has it.
 */
final class SpeechSocket {

  private static final Logger LOG = LoggerFactory.getLogger(SpeechSocket.class);
  private static final Duration IDLE = Duration.ofMinutes(10);

  /** Eight seconds of usual audio; clients send 8 to 64 KB. */
  private static final int MOST_FRAME_BYTES = 256 * 1024;

  private static final int MOST_TEXT_BYTES = 64 * 1024;
  private static final String END = "EOS";
  private static final byte[] END_BYTES = END.getBytes(StandardCharsets.US_ASCII);
  private static final String SESSION = "stream";

  private final LiveStreams streams;
  private final StreamDecoders decoders;

  SpeechSocket(LiveStreams streams, StreamDecoders decoders) {
    this.streams = streams;
    this.decoders = decoders;
  }

  void configure(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onBinaryMessage(this::audio);
    socket.onMessage(this::text);
    socket.onClose(context -> session(context).ifPresent(SpeechSession::leave));
    // The close follows.
    socket.onError(context -> LOG.debug("A client's connection broke", context.error()));
  }

  private void connected(WsConnectContext context) {
    context.session.setIdleTimeout(IDLE);
    context.session.setMaxFrameSize(MOST_FRAME_BYTES);
    context.session.setMaxBinaryMessageSize(MOST_FRAME_BYTES);
    context.session.setMaxTextMessageSize(MOST_TEXT_BYTES);
    JobId id = streams.next();
    SpeechListener listener = new SpeechListener(context, id.toString());
    try {
      Optional<String> type = parameter(context, "content-type");
      Optional<Caps> caps = type.filter(Caps::isRaw).map(Caps::of);
      Optional<LiveStream> stream =
          streams.begin(
              id,
              new LiveStreams.Wish(
                  Router.namedModel(parameter(context, "model")),
                  Router.namedLanguage(parameter(context, "language")),
                  parameter(context, "content-id"),
                  ContentId.of(parameter(context, "content-id")).map(ContentId::hash),
                  Tracing.origin(context)),
              listener);
      if (stream.isEmpty()) {
        listener.failed(KaldiStatus.NOT_AVAILABLE, "There are too many streams. Try again later.");
        return;
      }
      SpeechSession session = session(caps, type.isEmpty(), stream.get(), listener);
      context.attribute(SESSION, session);
      var _ = stream.get().over().thenRun(session::release);
      if (!context.session.isOpen()) {
        // It was closed before anybody could know of the session.
        session.leave();
      }
    } catch (IOException | MasterException | AudioException refused) {
      listener.failed(refused);
    }
  }

  /** Raw audio is read as it comes; in all else its first bytes say what it is. */
  private SpeechSession session(
      Optional<Caps> caps, boolean maybeRaw, LiveStream stream, SpeechListener listener) {
    if (caps.isPresent()) {
      Caps stored = caps.get();
      return new SpeechSession.Raw(
          stream,
          listener,
          RawAudio.into(stream, stored.format(), stored.order(), AudioLimits.DEFAULT));
    }
    return new SpeechSession.Contained(
        stream,
        decoders.begin(
            maybeRaw ? StreamDecoders.Unknown.RAW : StreamDecoders.Unknown.REFUSED,
            stream,
            problem -> {
              stream.leave();
              listener.failed(problem);
            }));
  }

  private static Optional<String> parameter(WsContext context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
  }

  private static Optional<SpeechSession> session(WsContext context) {
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
      session(context).ifPresent(SpeechSession::end);
    }
  }
}
