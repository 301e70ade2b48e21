package stentor.engines.noop;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.EngineProvider;
import stentor.engines.EngineSettings;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/**
 * Loads an engine that writes how many samples the utterance has and their checksum, so that what
 * surrounds an engine can be tested and measured without one: the same audio gives the same text,
 * other audio another. No catalogue names it; a test makes a model folder whose {@code model.json}
 * does.
 *
 * <p>It takes no time, unless the folder has a file {@value #FILE} (Java properties) with {@value
 * #PACE}: so many milliseconds for each second of audio.
 */
public final class NoopEngineProvider implements EngineProvider {

  /** Name of the file in the model's folder that says how slow the engine is. */
  public static final String FILE = "noop.properties";

  /** Key in it: milliseconds for each second of audio, a whole number, 0 or more. */
  public static final String PACE = "milliseconds-per-audio-second";

  private static final double LONGEST_SECONDS = 30;

  private final Pause pause;

  /** Waits so long; {@code Thread::sleep} outside of tests. */
  @FunctionalInterface
  interface Pause {
    void pause(Duration length) throws InterruptedException;
  }

  /** Engines that take real time. */
  public NoopEngineProvider() {
    this(Thread::sleep);
  }

  NoopEngineProvider(Pause pause) {
    this.pause = pause;
  }

  @Override
  public String name() {
    return "noop";
  }

  @Override
  public Engine load(Path folder, EngineSettings settings) {
    return new NoopEngine(
        new EngineDescription(name(), settings.threads(), LONGEST_SECONDS), pace(folder), pause);
  }

  private static int pace(Path folder) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.UTF_8)) {
      properties.load(reader);
      int pace = Integer.parseInt(properties.getProperty(PACE, "0").strip());
      if (pace < 0) {
        throw new NumberFormatException("negative: " + pace);
      }
      return pace;
    } catch (NoSuchFileException absent) {
      return 0;
    } catch (IOException | IllegalArgumentException unusable) {
      throw new EngineException(
          new EngineProblem.BadModel(folder.toString(), FILE + " cannot be used: " + unusable),
          unusable);
    }
  }

  private static final class NoopEngine implements Engine {

    /** Short enough that whoever cancels does not notice. */
    private static final Duration STEP = Duration.ofMillis(50);

    private final EngineDescription description;
    private final int millisecondsPerSecond;
    private final Pause pause;
    private boolean closed;

    NoopEngine(EngineDescription description, int millisecondsPerSecond, Pause pause) {
      this.description = description;
      this.millisecondsPerSecond = millisecondsPerSecond;
      this.pause = pause;
    }

    @Override
    public EngineDescription describe() {
      return description;
    }

    @Override
    public Recognition recognise(Samples part, Span utterance, Cancellation cancellation) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      Objects.checkFromToIndex(utterance.from(), utterance.to(), part.length());
      cancellation.check();
      take(
          Duration.ofMillis(utterance.length() * (long) millisecondsPerSecond / Samples.RATE),
          cancellation);
      return Recognition.of(
          "%d samples %08x.".formatted(utterance.length(), checksum(part, utterance)));
    }

    private void take(Duration time, Cancellation cancellation) {
      Duration left = time;
      try {
        while (left.isPositive()) {
          Duration step = left.compareTo(STEP) < 0 ? left : STEP;
          pause.pause(step);
          left = left.minus(step);
          cancellation.check();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw (CancellationException) new CancellationException().initCause(interrupted);
      }
    }

    private static long checksum(Samples part, Span utterance) {
      int length = (int) utterance.length();
      ByteBuffer bytes = ByteBuffer.allocate(length * Float.BYTES);
      bytes.asFloatBuffer().put(part.array(), (int) utterance.from(), length);
      CRC32 crc = new CRC32();
      crc.update(bytes);
      return crc.getValue();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
