package stentor.master.http;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.master.decode.StreamDecoders;
import stentor.master.live.LiveStreams;

/** The calls of kaldi-gstreamer-server, so that its clients work unchanged. */
final class KaldiRoutes implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(KaldiRoutes.class);

  private final LiveStreams streams;
  private final SpeechSocket speech;
  private final StatusSocket status;
  private final Recognitions recognitions;
  private final ReferenceTexts references;
  private final Thread looking;

  KaldiRoutes(
      LiveStreams streams,
      StreamDecoders decoders,
      StatusSocket status,
      Recognitions recognitions,
      ReferenceTexts references) {
    this.streams = streams;
    this.speech = new SpeechSocket(streams, decoders);
    this.status = status;
    this.recognitions = recognitions;
    this.references = references;
    this.looking = Thread.ofVirtual().name("kaldi-status").start(this::look);
  }

  void register(RoutesConfig routes) {
    routes.ws("/client/ws/speech", speech::configure);
    routes.ws("/client/ws/status", status::configure);
    routes.put("/client/dynamic/recognize", recognitions::handle);
    routes.post("/client/dynamic/recognize", recognitions::handle);
    routes.post("/client/dynamic/reference", references::handle);
  }

  /** By id of a model, in how many streams somebody speaks that may be for it. */
  Map<String, Integer> talking() {
    return streams.talking();
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        lookOnce();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookOnce() {
    try {
      status.look();
    } catch (RuntimeException oneBrokenConnection) {
      LOG.debug("Somebody could not be told the status", oneBrokenConnection);
    }
  }

  /** Ends the streams, whose clients are told why. */
  @Override
  public void close() {
    looking.interrupt();
    streams.close();
  }
}
