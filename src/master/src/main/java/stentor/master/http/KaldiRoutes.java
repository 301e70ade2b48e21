package stentor.master.http;

import io.javalin.config.RoutesConfig;
import java.time.Duration;

/** The calls of kaldi-gstreamer-server, so that its clients work unchanged. */
final class KaldiRoutes implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final SpeechSocket speech;
  private final StatusSocket status;
  private final Recognitions recognitions;
  private final Thread looking;

  KaldiRoutes(SpeechSocket speech, StatusSocket status, Recognitions recognitions) {
    this.speech = speech;
    this.status = status;
    this.recognitions = recognitions;
    this.looking = Thread.ofVirtual().name("kaldi-status").start(this::look);
  }

  void register(RoutesConfig routes) {
    routes.ws("/client/ws/speech", speech::configure);
    routes.ws("/client/ws/status", status::configure);
    routes.put("/client/dynamic/recognize", recognitions::handle);
    routes.post("/client/dynamic/recognize", recognitions::handle);
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        status.look();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    looking.interrupt();
  }
}
