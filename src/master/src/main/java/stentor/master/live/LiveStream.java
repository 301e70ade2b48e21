package stentor.master.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.master.Waiting;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.speech.audio.PreparedAudioWriter;
import stentor.speech.audio.SampleSink;
import stentor.speech.audio.Samples;
import stentor.speech.cut.LiveCutter;
import stentor.speech.cut.Span;
import stentor.speech.transcript.Segment;

/**
 * One stream of somebody who speaks, from the first sample to its end: cut into utterances as they
 * come, partial results while one goes on, a final one after each. Partial results get rarer when
 * workers are busy; nothing is left out of final ones. It becomes an accepted job when its end was
 * read. Samples come from one thread, and {@link #run} is another's.
 */
public final class LiveStream implements SampleSink {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

  /** What an engine may want of the audio around an utterance. */
  private static final int MARGIN = 3 * Samples.RATE / 10;

  private static final int LOOK_EVERY = Samples.RATE / 5;
  private static final int FIRST_PARTIAL = Samples.RATE / 2;
  private static final int NEXT_PARTIAL = 4 * Samples.RATE / 10;

  /** Audio that waits; who sends faster is slowed down. */
  private static final int MOST_WAITING = 5 * Samples.RATE;

  private final LiveRecogniser recogniser;
  private final Recordings recordings;
  private final Audience audience;
  private final Semaphore talking;
  private final PartialTurns turns;
  private final Deque<float[]> waiting = new ArrayDeque<>();
  private int waitingSamples;
  private boolean begun;
  private boolean placed;
  private boolean ended;
  private boolean left;
  private volatile OptionalLong spokeNanos = OptionalLong.empty();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private final LiveCutter cutter = new LiveCutter();
  private final List<Utterance> utterances = new ArrayList<>();
  private int segment;
  private long partialAt;

  /** An utterance that was recognised. */
  record Utterance(Span span, LiveRecogniser.Said said) {}

  /** Keeps what was streamed once it has ended. */
  interface Recordings {

    /** A file for audio that nobody has accepted yet. */
    Path begin() throws IOException;

    /** Makes a job of it, which has its outcome already. */
    void keep(Path audio, double seconds, List<Utterance> utterances) throws IOException;
  }

  /**
   * Nothing was said yet.
   *
   * @param talking a place is taken with the first byte, and given back at the end
   * @param turns whose partial result is next
   */
  LiveStream(
      LiveRecogniser recogniser,
      Recordings recordings,
      Audience audience,
      Semaphore talking,
      PartialTurns turns) {
    this.recogniser = recogniser;
    this.recordings = recordings;
    this.audience = audience;
    this.talking = talking;
    this.turns = turns;
  }

  /**
   * To be called before bytes are looked at, which takes memory: the first ones wait until there is
   * a place for somebody who speaks.
   *
   * @return whether more is taken; false after the end, or where there is no place
   */
  public synchronized boolean takes() throws IOException {
    begun = true;
    notifyAll();
    Waiting.on(this, () -> !placed && !isOver());
    return !isOver();
  }

  private boolean isOver() {
    return ended || left;
  }

  /** Takes samples; waits while too much is waiting. What comes after the end is left out. */
  @Override
  public synchronized void accept(float[] samples, int length) throws IOException {
    begun = true;
    Waiting.on(this, () -> waitingSamples > MOST_WAITING && !isOver());
    if (!isOver()) {
      waiting.add(Arrays.copyOf(samples, length));
      waitingSamples += length;
      notifyAll();
    }
  }

  /** Nothing more comes. */
  @Override
  public synchronized void finish() {
    ended = true;
    notifyAll();
  }

  /** Whoever spoke is gone: nothing is kept, unless the end was there before. */
  public synchronized void leave() {
    if (!ended) {
      stopTaking();
    }
  }

  /** Whether somebody spoke so lately. */
  boolean spokeWithin(Duration time) {
    OptionalLong last = spokeNanos;
    return last.isPresent() && System.nanoTime() - last.getAsLong() < time.toNanos();
  }

  /** Ids of the models that may be asked about what comes next. */
  List<String> models() {
    return recogniser.models();
  }

  /** Is complete once nothing more is taken, whoever ended it. */
  public CompletionStage<Void> over() {
    return over.minimalCompletionStage();
  }

  private synchronized void stopTaking() {
    left = true;
    // The connection may stay a while.
    waiting.clear();
    waitingSamples = 0;
    notifyAll();
  }

  /** Recognises until the end, and tells the audience all of it, whatever happens. */
  public void run() {
    boolean told = false;
    try {
      tell();
      told = true;
    } finally {
      stopTaking();
      over.complete(null);
      if (!told) {
        LOG.error("An error ended a stream");
        audience.failed(KaldiStatus.NOT_AVAILABLE, "The master has an error; its log says more.");
      }
    }
  }

  private void tell() {
    try {
      Path audio = recordings.begin();
      try {
        if (listen(audio)) {
          audience.ended();
        }
      } finally {
        Files.deleteIfExists(audio);
      }
    } catch (LiveException unable) {
      audience.failed(unable.status(), String.valueOf(unable.getMessage()));
    } catch (IOException storageFailed) {
      LOG.error("A stream could not be kept", storageFailed);
      audience.failed(
          KaldiStatus.NOT_AVAILABLE, "The audio could not be kept; look at 'stentor status'.");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      audience.failed(KaldiStatus.NOT_AVAILABLE, "The master is being stopped. Send it again.");
    } catch (RuntimeException defect) {
      LOG.error("A defect in a stream", defect);
      audience.failed(KaldiStatus.NOT_AVAILABLE, "The master has a defect; its log says more.");
    }
  }

  /** Whether its end was read. */
  private boolean listen(Path audio) throws IOException, InterruptedException, LiveException {
    recogniser.wake();
    awaitAudio();
    if (!talking.tryAcquire()) {
      throw new LiveException(
          KaldiStatus.NOT_AVAILABLE, "Too many people are speaking. Try again later.");
    }
    try {
      markPlaced();
      return hear(audio);
    } finally {
      talking.release();
    }
  }

  /** Who is silent holds no audio. */
  private synchronized void awaitAudio() throws InterruptedException {
    while (!begun && !isOver()) {
      wait();
    }
  }

  private synchronized void markPlaced() {
    placed = true;
    notifyAll();
  }

  private boolean hear(Path audio) throws IOException, InterruptedException, LiveException {
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(audio)) {
      boolean last = false;
      while (!last) {
        List<float[]> news = take();
        last = isLast();
        if (isLeft()) {
          return false;
        }
        for (float[] samples : news) {
          writer.accept(samples, samples.length);
          feed(samples);
        }
        look(last);
      }
      writer.finish();
    }
    recordings.keep(audio, (double) cutter.length() / Samples.RATE, List.copyOf(utterances));
    return true;
  }

  /** What has come, once it is enough for a look. */
  private synchronized List<float[]> take() throws InterruptedException {
    while (waitingSamples < LOOK_EVERY && !isOver()) {
      wait();
    }
    List<float[]> taken = List.copyOf(waiting);
    waiting.clear();
    waitingSamples = 0;
    notifyAll();
    return taken;
  }

  private synchronized boolean isLast() {
    return ended && waiting.isEmpty();
  }

  private synchronized boolean isLeft() {
    return left;
  }

  private void feed(float[] samples) throws InterruptedException, LiveException {
    int done = 0;
    while (done < samples.length) {
      if (cutter.room() == 0) {
        look(false);
      }
      int count = Math.min(samples.length - done, cutter.room());
      cutter.accept(Arrays.copyOfRange(samples, done, done + count), count);
      done += count;
    }
  }

  private void look(boolean last) throws InterruptedException, LiveException {
    LiveCutter.Look look = cutter.look(last);
    if (!look.ended().isEmpty() || look.open().isPresent()) {
      spokeNanos = OptionalLong.of(System.nanoTime());
    }
    for (Span span : look.ended()) {
      finish(span);
    }
    if (look.open().isPresent()) {
      partial(look.open().get());
    }
  }

  private void finish(Span span) throws InterruptedException, LiveException {
    turns.leave(this);
    LiveCutter.Excerpt excerpt = cutter.excerpt(span, MARGIN);
    Optional<LiveRecogniser.Said> said = recogniser.finished(excerpt);
    partialAt = span.to();
    if (said.isEmpty()) {
      return;
    }
    double offset = (double) (span.from() - excerpt.speech().from()) / Samples.RATE;
    Segment placed = said.get().segment().shifted(offset);
    utterances.add(new Utterance(span, new LiveRecogniser.Said(said.get().candidate(), placed)));
    audience.finished(segment, placed);
    segment++;
  }

  private void partial(Span open) throws InterruptedException {
    boolean first = open.from() >= partialAt;
    long due = first ? open.from() + FIRST_PARTIAL : partialAt + NEXT_PARTIAL;
    if (open.to() < due || isBehind()) {
      return;
    }
    Optional<PartialTurns.Turn> turn = turns.take(this);
    if (turn.isEmpty()) {
      return;
    }
    try (PartialTurns.Turn _ = turn.get()) {
      partialAt = open.to();
      recogniser
          .partial(cutter.excerpt(open, MARGIN))
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> audience.partial(segment, text));
    }
  }

  /** Whoever is behind recognises what has ended before what goes on. */
  private synchronized boolean isBehind() {
    return waitingSamples > 3 * Samples.RATE;
  }
}
