package stentor.app.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.app.async.Ending;
import stentor.app.async.TaskReport;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.protocol.file.IoReason;
import stentor.speech.audio.PreparedAudioWriter;
import stentor.speech.audio.Resampler;
import stentor.speech.audio.SampleSink;
import stentor.speech.audio.Samples;
import stentor.speech.problem.Problem;

/** Records from the lines of microphones. */
public final class LineRecorder implements Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(LineRecorder.class);
  private static final int TELLS_A_SECOND = 20;
  private static final long MOST_SAMPLES = MOST_HOURS * 3600L * Samples.RATE;

  private final Microphones microphones;
  private final TaskRunner tasks;
  private final UiThread ui;
  private final ReadOnlyObjectWrapper<RecorderState> state =
      new ReadOnlyObjectWrapper<>(new RecorderState.Idle());
  private final ReadOnlyObjectWrapper<Level> level = new ReadOnlyObjectWrapper<>(Level.SILENT);
  private final ReadOnlyDoubleWrapper seconds = new ReadOnlyDoubleWrapper();
  private Optional<Session> session = Optional.empty();

  /** One that records from these. */
  public LineRecorder(Microphones microphones, TaskRunner tasks, UiThread ui) {
    this.microphones = microphones;
    this.tasks = tasks;
    this.ui = ui;
  }

  @Override
  public ReadOnlyObjectProperty<RecorderState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  @Override
  public RecorderState state() {
    return state.get();
  }

  @Override
  public ReadOnlyObjectProperty<Level> levelProperty() {
    return level.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyDoubleProperty secondsProperty() {
    return seconds.getReadOnlyProperty();
  }

  @Override
  public void start(String title, Microphone microphone, Path file) {
    if (session.isPresent()) {
      return;
    }
    Session next = new Session(microphone, file);
    session = Optional.of(next);
    seconds.set(0);
    level.set(Level.SILENT);
    state.set(new RecorderState.Starting());
    var _ = tasks.start(title, next::record, next);
  }

  @Override
  public void stop() {
    session.ifPresent(Session::stop);
  }

  @Override
  public void discard() {
    session.ifPresent(Session::discard);
    session = Optional.empty();
    if (state.get() instanceof RecorderState.Recorded kept) {
      tasks.quietly(
          "Delete a recording", report -> delete(kept.file()), Ending.of(x -> {}, p -> {}));
    }
    level.set(Level.SILENT);
    seconds.set(0);
    state.set(new RecorderState.Idle());
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException left) {
      LOG.warn("The recording {} could not be deleted", file, left);
      return false;
    }
  }

  private record Made(double seconds, Optional<Problem> cutShort) {}

  /** One recording. What it tells counts only while it is the current one. */
  private final class Session implements Ending<Made> {

    private final Microphone microphone;
    private final Path file;
    private volatile boolean stopped;
    private volatile boolean discarded;
    private volatile Optional<Microphones.Line> opened = Optional.empty();

    Session(Microphone microphone, Path file) {
      this.microphone = microphone;
      this.file = file;
    }

    void stop() {
      stopped = true;
      // A read ends at the next block; a device that gives none holds whoever closes it, too.
      opened.ifPresent(
          line ->
              tasks.quietly(
                  "Close the microphone",
                  report -> {
                    line.close();
                    return true;
                  },
                  Ending.of(closed -> {}, problem -> {})));
    }

    void discard() {
      discarded = true;
      stop();
    }

    private boolean isCurrent() {
      return session.filter(current -> current == this).isPresent();
    }

    Made record(TaskReport report) {
      // What lies there already is deleted only once this recording has taken its place.
      boolean kept = true;
      report.cancelledBy(this::stop);
      try (Microphones.Line line = microphones.open(microphone)) {
        opened = Optional.of(line);
        ui.run(this::began);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (PreparedAudioWriter writer = PreparedAudioWriter.create(file)) {
          kept = false;
          Optional<Problem> cutShort = record(line, writer);
          writer.finish();
          kept = !discarded && (writer.length() > 0 || cutShort.isEmpty());
          if (!kept && cutShort.isPresent() && cutShort.get() instanceof SoundProblem nothing) {
            throw new SoundException(nothing);
          }
          return new Made((double) writer.length() / Samples.RATE, cutShort);
        }
      } catch (IOException unwritable) {
        throw new SoundException(notWritten(unwritable), unwritable);
      } finally {
        if (!kept) {
          delete(file);
        }
      }
    }

    private SoundProblem notWritten(IOException why) {
      return new SoundProblem.NotWritten(file, IoReason.of(why));
    }

    /** Records until somebody stops it; what it returns is why it ended before that. */
    private Optional<Problem> record(Microphones.Line line, PreparedAudioWriter writer) {
      byte[] pcm = new byte[2 * (line.rate() / TELLS_A_SECOND)];
      float[] samples = new float[pcm.length / 2];
      SampleSink sink = Resampler.into(new Unfinished(writer), line.rate());
      try {
        while (!stopped) {
          int count = PcmBytes.decode(pcm, line.read(pcm), samples);
          sink.accept(samples, count);
          Level now = Level.of(samples, count);
          double length = (double) writer.length() / Samples.RATE;
          ui.run(() -> tell(now, length));
          if (writer.length() >= MOST_SAMPLES) {
            return Optional.of(new SoundProblem.LongestReached(MOST_HOURS));
          }
          if (count < samples.length && !stopped) {
            return Optional.of(new SoundProblem.DeviceGone(microphone.name()));
          }
        }
        sink.finish();
        return Optional.empty();
      } catch (IOException full) {
        return Optional.of(notWritten(full));
      }
    }

    private void began() {
      if (isCurrent()) {
        state.set(new RecorderState.Recording(microphone));
      }
    }

    private void tell(Level now, double length) {
      if (isCurrent()) {
        level.set(now);
        seconds.set(length);
      }
    }

    @Override
    public void succeeded(Made made) {
      if (isCurrent()) {
        session = Optional.empty();
        seconds.set(made.seconds());
        level.set(Level.SILENT);
        state.set(new RecorderState.Recorded(file, made.seconds(), made.cutShort()));
      }
    }

    @Override
    public void failed(Problem problem) {
      if (isCurrent()) {
        session = Optional.empty();
        level.set(Level.SILENT);
        state.set(new RecorderState.Failed(problem));
      }
    }

    @Override
    public void cancelled() {
      failed(new SoundProblem.DeviceGone(microphone.name()));
    }
  }

  /** The end of the pipe is written once, by whoever knows why it ended. */
  private record Unfinished(PreparedAudioWriter writer) implements SampleSink {
    @Override
    public void accept(float[] samples, int length) throws IOException {
      writer.accept(samples, length);
    }

    @Override
    public void finish() {}
  }
}
