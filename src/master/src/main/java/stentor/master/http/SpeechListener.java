package stentor.master.http;

import io.javalin.websocket.WsCloseStatus;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.master.MasterException;
import stentor.master.live.Audience;
import stentor.protocol.file.IoReason;
import stentor.protocol.json.Documents;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.protocol.kaldi.SpeechEvent;
import stentor.speech.audio.AudioException;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Word;

/**
 * Tells a client of {@code WS /client/ws/speech}. Safe for all threads.
 *
 * @param context its connection
 * @param id of its stream, and of the job that this becomes
 */
record SpeechListener(WsContext context, String id) implements Audience {

  private static final Logger LOG = LoggerFactory.getLogger(SpeechListener.class);

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

  /** Nothing more comes, because of this. */
  void failed(Exception problem) {
    switch (problem) {
      case MasterException notServed -> failed(statusOf(notServed), notServed.problem().sentence());
      case AudioException unusable ->
          failed(KaldiStatus.NOT_ALLOWED, unusable.problem().sentence());
      case IOException broken -> {
        LOG.error("The job store failed, or a decoder", broken);
        failed(
            KaldiStatus.NOT_AVAILABLE,
            "The audio could not be read or kept: " + IoReason.of(broken) + ".");
      }
      default -> {
        LOG.error("A defect in a stream", problem);
        failed(KaldiStatus.NOT_AVAILABLE, "The master has a defect; its log says more.");
      }
    }
  }

  private static KaldiStatus statusOf(MasterException notServed) {
    return notServed.problem().code().equals("language_not_supported")
        ? KaldiStatus.LANGUAGE_NOT_SUPPORTED
        : KaldiStatus.NOT_AVAILABLE;
  }

  private void send(SpeechEvent event) {
    if (context.session.isOpen()) {
      context.send(new String(Documents.write(event), StandardCharsets.UTF_8));
    }
  }
}
