package stentor.cli.transcribe;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import stentor.cli.terminal.Terminal;
import stentor.control.master.Answer;
import stentor.control.transcribe.Recording;
import stentor.protocol.file.IoReason;
import stentor.speech.problem.ProblemException;
import stentor.speech.transcript.Transcript;

/**
 * Transcribes recordings, some at once, and hands their transcripts on in the order given. It goes
 * only some recordings ahead of the one that is handed on next, and keeps no transcript any longer:
 * its memory does not depend on how many there are.
 */
final class TranscriptionRun {

  /** Keeps the workers of one model busy, and the bodies in flight few. */
  private static final int AT_ONCE = 4;

  /** So that a long recording does not keep those after it from being worked on. */
  private static final int AHEAD = AT_ONCE + 4;

  /** For the master to hear that nobody waits any more. */
  private static final Duration CANCEL = Duration.ofSeconds(4);

  private final Terminal terminal;
  private final RecognitionWatch watch;
  private final Transcriber transcriber;
  private final Transcripts transcripts;

  /** Gives the answer to a recording; throws a problem where there is none. */
  @FunctionalInterface
  interface Transcriber {
    Answer transcribe(Recording recording) throws InterruptedException;
  }

  TranscriptionRun(
      Terminal terminal, RecognitionWatch watch, Transcriber transcriber, Transcripts transcripts) {
    this.watch = watch;
    this.terminal = terminal;
    this.transcriber = transcriber;
    this.transcripts = transcripts;
  }

  /** Returns whether all went well; what did not was told. */
  boolean run(List<Recording> recordings) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    try {
      Deque<Future<Answer>> ahead = new ArrayDeque<>();
      boolean well = true;
      int submitted = 0;
      for (int number = 0; number < recordings.size(); number++) {
        while (submitted < Math.min(recordings.size(), number + AHEAD)) {
          Recording next = recordings.get(submitted);
          ahead.add(threads.submit(() -> transcriber.transcribe(next)));
          submitted++;
        }
        well &= hand(number, recordings.get(number), ahead.remove());
      }
      return well;
    } catch (InterruptedException interrupted) {
      // First: one of them may be showing how an environment comes back.
      threads.shutdownNow();
      watch.aside(
          () ->
              terminal.note("Interrupted. What the environment had accepted of it is cancelled."));
      if (!threads.awaitTermination(CANCEL.toMillis(), TimeUnit.MILLISECONDS)) {
        terminal.note("The environment does not answer; it may work on it to its end.");
      }
      throw interrupted;
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean hand(int number, Recording recording, Future<Answer> answer)
      throws InterruptedException {
    try {
      Answer came = answer.get();
      watch.aside(
          () -> {
            transcripts.take(number, recording, came);
            tellFlags(recording, came);
          });
      return true;
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case ProblemException expected ->
            watch.aside(() -> terminal.problem(recording.given(), expected.problem()));
        case InterruptedException interrupted ->
            throw (InterruptedException) new InterruptedException().initCause(interrupted);
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (IOException unwritten) {
      watch.aside(
          () ->
              terminal.problem(
                  "%s: its transcript could not be written: %s"
                      .formatted(recording.given(), IoReason.of(unwritten))));
    }
    return false;
  }

  private void tellFlags(Recording recording, Answer answer) {
    for (String flag : answer.transcription().toTranscript().flags()) {
      String meaning =
          switch (flag) {
            case Transcript.TRUNCATED_INPUT ->
                "the recording ends before its header says; what is there was transcribed";
            case Transcript.INCOMPLETE ->
                "a part could not be recognised; its place is marked by […]";
            default -> flag;
          };
      terminal.note(recording.given() + ": " + meaning);
    }
  }
}
