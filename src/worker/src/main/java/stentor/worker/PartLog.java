package stentor.worker;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import stentor.speech.transcript.Segment;

/**
 * Writes what happens to parts into the log, with job, part and model as values of their own. What
 * was said is never in it, unless the person who keeps the environment asked for it. Safe for all
 * threads.
 */
final class PartLog {

  /** Environment variable that asks for the words in the log: {@code 1}. */
  static final String TEXT_VARIABLE = "STENTOR_LOG_TEXT";

  private static final Logger LOG = LoggerFactory.getLogger(PartLog.class);

  private final String model;
  private final boolean withText;

  PartLog(String model, boolean withText) {
    this.model = model;
    this.withText = withText;
  }

  void hear(PartEvent event) {
    switch (event) {
      case PartEvent.Recognised done -> recognised(done);
      case PartEvent.Failed failed ->
          line(LOG.atWarn(), event)
              .addKeyValue("attempt", failed.attempt().number())
              .addKeyValue("code", failed.failure().code())
              .log("Attempt failed: {}", failed.failure().message());
      case PartEvent.GivenUp givenUp ->
          line(LOG.atWarn(), event)
              .addKeyValue("attempts", givenUp.letter().attempts())
              .addKeyValue("code", givenUp.letter().reason().code())
              .log("Part given up: {}", givenUp.letter().reason().message());
      case PartEvent.Leased ignored -> {}
      case PartEvent.Attempted ignored -> {}
      case PartEvent.Ended ignored -> {}
      case PartEvent.LetGo ignored -> {}
    }
  }

  private void recognised(PartEvent.Recognised done) {
    LoggingEventBuilder line =
        line(LOG.atInfo(), done)
            .addKeyValue("attempt", done.attempt().number())
            .addKeyValue("audioSeconds", rounded(done.audioSeconds()))
            .addKeyValue("seconds", rounded(done.seconds()));
    if (withText) {
      line =
          line.addKeyValue(
              "text", done.segments().stream().map(Segment::text).collect(Collectors.joining(" ")));
    }
    line.log("Part recognised");
  }

  private LoggingEventBuilder line(LoggingEventBuilder level, PartEvent event) {
    LoggingEventBuilder line =
        level
            .addKeyValue("job", event.message().job())
            .addKeyValue("part", event.message().part())
            .addKeyValue("model", model);
    return event.message().trace().map(trace -> line.addKeyValue("trace", trace)).orElse(line);
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
