package stentor.app.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.app.async.Ending;
import stentor.app.async.Later;
import stentor.app.async.TaskReport;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.protocol.file.IoReason;
import stentor.speech.audio.WavReader;

/** Plays WAV recordings on a loudspeaker. */
public final class LinePlayer implements Player {

  private static final Logger LOG = LoggerFactory.getLogger(LinePlayer.class);
  private static final Duration TELL_EVERY = Duration.ofMillis(50);
  private static final int BLOCKS_A_SECOND = 20;

  /** A device that has not let go by then is asked nevertheless, and may refuse. */
  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(2);

  private final Loudspeaker loudspeaker;
  private final TaskRunner tasks;
  private final UiThread ui;
  private final Later later;
  private final ReadOnlyObjectWrapper<PlayerState> state =
      new ReadOnlyObjectWrapper<>(new PlayerState.Empty());
  private final ReadOnlyDoubleWrapper position = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(SLOWEST);
  private Optional<Path> file = Optional.empty();
  private OptionalDouble length = OptionalDouble.empty();
  private OptionalDouble playOnceLoaded = OptionalDouble.empty();
  private Optional<Session> session = Optional.empty();
  private CountDownLatch lastClosed = new CountDownLatch(0);
  private Runnable onEnded = () -> {};

  /** One that plays on this loudspeaker. */
  public LinePlayer(Loudspeaker loudspeaker, TaskRunner tasks, UiThread ui, Later later) {
    this.loudspeaker = loudspeaker;
    this.tasks = tasks;
    this.ui = ui;
    this.later = later;
  }

  @Override
  public ReadOnlyObjectProperty<PlayerState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  @Override
  public PlayerState state() {
    return state.get();
  }

  @Override
  public ReadOnlyDoubleProperty positionSecondsProperty() {
    return position.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyDoubleProperty speedProperty() {
    return speed.getReadOnlyProperty();
  }

  @Override
  public void load(Path wav) {
    unload();
    file = Optional.of(wav);
    look(wav);
  }

  private void look(Path wav) {
    state.set(new PlayerState.Loading());
    tasks.quietly(
        "Look at " + wav.getFileName(),
        report -> lengthOf(wav),
        Ending.of(seconds -> loaded(wav, seconds), problem -> notLoaded(wav, problem)));
  }

  private static double lengthOf(Path wav) {
    try (WavReader reader = WavReader.open(wav)) {
      return (double) reader.skip(Long.MAX_VALUE) / reader.format().rate();
    } catch (IOException unreadable) {
      throw unreadable(wav, unreadable);
    }
  }

  private static ControlException unreadable(Path wav, IOException why) {
    return new ControlException(new RequestProblem.UnreadableFile(wav, IoReason.of(why)), why);
  }

  private boolean isCurrent(Path wav) {
    return file.filter(wav::equals).isPresent() && state.get() instanceof PlayerState.Loading;
  }

  private void loaded(Path wav, double seconds) {
    if (isCurrent(wav)) {
      length = OptionalDouble.of(seconds);
      state.set(new PlayerState.Paused(seconds));
      OptionalDouble from = playOnceLoaded;
      playOnceLoaded = OptionalDouble.empty();
      from.ifPresent(this::play);
    }
  }

  private void notLoaded(Path wav, stentor.speech.problem.Problem problem) {
    if (isCurrent(wav)) {
      playOnceLoaded = OptionalDouble.empty();
      state.set(new PlayerState.Failed(problem));
    }
  }

  @Override
  public void unload() {
    endSession();
    file = Optional.empty();
    length = OptionalDouble.empty();
    playOnceLoaded = OptionalDouble.empty();
    position.set(0);
    state.set(new PlayerState.Empty());
  }

  @Override
  public void play(double fromSeconds) {
    if (file.isEmpty()) {
      return;
    }
    Path wav = file.get();
    if (length.isEmpty()) {
      playOnceLoaded = OptionalDouble.of(fromSeconds);
      if (!(state.get() instanceof PlayerState.Loading)) {
        look(wav);
      }
      return;
    }
    endSession();
    double seconds = length.getAsDouble();
    double from = Math.clamp(fromSeconds, 0, seconds);
    position.set(from);
    Session next = new Session(wav, from, speed.get(), seconds, lastClosed);
    session = Optional.of(next);
    lastClosed = next.closed;
    state.set(new PlayerState.Playing(seconds));
    tasks.quietly("Play " + wav.getFileName(), next::play, next);
    tick(next);
  }

  @Override
  public void resume() {
    play(state.get() instanceof PlayerState.Ended ? 0 : position.get());
  }

  @Override
  public void pause() {
    playOnceLoaded = OptionalDouble.empty();
    if (session.isPresent()) {
      position.set(session.get().position());
      endSession();
      state.set(new PlayerState.Paused(length.orElse(0)));
    }
  }

  @Override
  public void seek(double seconds) {
    if (state.get() instanceof PlayerState.Playing) {
      play(seconds);
    } else if (length.isPresent()) {
      position.set(Math.clamp(seconds, 0, length.getAsDouble()));
      state.set(new PlayerState.Paused(length.getAsDouble()));
    }
  }

  @Override
  public void setSpeed(double factor) {
    double from = session.map(Session::position).orElseGet(position::get);
    speed.set(Math.clamp(factor, SLOWEST, FASTEST));
    if (session.isPresent()) {
      play(from);
    }
  }

  @Override
  public void setOnEnded(Runnable action) {
    onEnded = action;
  }

  @Override
  public void close() {
    unload();
  }

  private void endSession() {
    session.ifPresent(Session::stop);
    session = Optional.empty();
  }

  private boolean isCurrent(Session one) {
    return session.filter(current -> current == one).isPresent();
  }

  private void tick(Session one) {
    later.run(TELL_EVERY, () -> ui.run(() -> tell(one)));
  }

  private void tell(Session one) {
    if (isCurrent(one)) {
      position.set(one.position());
      tick(one);
    }
  }

  /**
   * Playing without a break. What it tells counts only while it is the current one. The line
   * belongs to the thread that plays, which closes it soon after it was stopped: closing may block.
   */
  private final class Session implements Ending<Boolean> {

    private final Path wav;
    private final double from;
    private final double factor;
    private final double seconds;
    private final CountDownLatch before;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile Optional<Opened> opened = Optional.empty();

    private record Opened(Loudspeaker.Line line, int rate) {}

    /** One that begins when the one before has let go of the device. */
    Session(Path wav, double from, double factor, double seconds, CountDownLatch before) {
      this.wav = wav;
      this.from = from;
      this.factor = factor;
      this.seconds = seconds;
      this.before = before;
    }

    /** Where it is, by what was heard, in seconds; for all threads. */
    double position() {
      double heard =
          opened.map(open -> open.line().heard() / (double) open.rate() * factor).orElse(0.0);
      return Math.min(seconds, from + heard);
    }

    void stop() {
      stopped = true;
    }

    Boolean play(TaskReport report) throws InterruptedException {
      try {
        boolean free = before.await(LONGEST_CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        if (!free) {
          LOG.warn("{} is still in use by what was played before", loudspeaker.name());
        }
        return !stopped && play();
      } finally {
        closed.countDown();
      }
    }

    private boolean play() {
      try (WavReader reader = WavReader.open(wav)) {
        int rate = reader.format().rate();
        reader.skip(Math.round(from * rate));
        try (Loudspeaker.Line line = loudspeaker.open(rate)) {
          opened = Optional.of(new Opened(line, rate));
          return play(reader, line, rate);
        }
      } catch (IOException unreadable) {
        throw unreadable(wav, unreadable);
      }
    }

    private boolean play(WavReader reader, Loudspeaker.Line line, int rate) throws IOException {
      float[] block = new float[Math.max(1, rate / BLOCKS_A_SECOND)];
      PcmBytes out = new PcmBytes();
      TimeStretch stretch = new TimeStretch(rate, factor, out);
      for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
        stretch.accept(block, count);
        if (!pass(out, line)) {
          return false;
        }
      }
      stretch.finish();
      if (!pass(out, line)) {
        return false;
      }
      line.finish();
      return !stopped;
    }

    /** Whether all was taken; not, where somebody stopped it. */
    private boolean pass(PcmBytes out, Loudspeaker.Line line) {
      boolean taken = !stopped && line.write(out.bytes(), out.length());
      out.clear();
      if (!taken && !stopped) {
        throw new SoundException(new SoundProblem.DeviceGone(loudspeaker.name()));
      }
      return taken;
    }

    @Override
    public void succeeded(Boolean toTheEnd) {
      if (isCurrent(this) && toTheEnd) {
        session = Optional.empty();
        position.set(seconds);
        state.set(new PlayerState.Ended(seconds));
        onEnded.run();
      }
    }

    @Override
    public void failed(stentor.speech.problem.Problem problem) {
      if (isCurrent(this)) {
        position.set(position());
        session = Optional.empty();
        state.set(new PlayerState.Failed(problem));
      }
    }

    @Override
    public void cancelled() {
      if (isCurrent(this)) {
        session = Optional.empty();
        state.set(new PlayerState.Paused(seconds));
      }
    }
  }
}
