package stentor.cli.transcribe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import stentor.cli.terminal.Terminal;
import stentor.control.master.Answer;
import stentor.control.master.MasterClient;
import stentor.control.master.TranscriptionOptions;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.IoReason;
import stentor.speech.problem.ProblemException;
import stentor.speech.transcript.Transcript;

/** Transcribes recordings, some at once, and hands their transcripts on in the order given. */
final class TranscriptionRun {

  /** Keeps the workers of one model busy, and the bodies in flight few. */
  private static final int AT_ONCE = 4;

  private final Terminal terminal;
  private final MasterClient master;
  private final TranscriptionOptions options;
  private final Transcripts transcripts;

  TranscriptionRun(
      Terminal terminal,
      MasterClient master,
      TranscriptionOptions options,
      Transcripts transcripts) {
    this.terminal = terminal;
    this.master = master;
    this.options = options;
    this.transcripts = transcripts;
  }

  /** Returns whether all went well; what did not was told. */
  boolean run(List<Recording> recordings) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (Recording recording : recordings) {
        answers.add(threads.submit(() -> answer(recording)));
      }
      boolean well = true;
      for (int number = 0; number < recordings.size(); number++) {
        well &= hand(number, recordings.get(number), answers.get(number));
      }
      return well;
    } finally {
      threads.shutdownNow();
    }
  }

  private Answer answer(Recording recording) throws InterruptedException {
    recording
        .fault()
        .ifPresent(
            fault -> {
              throw new ControlException(
                  new ControlProblem.UnreadableFile(recording.file(), fault));
            });
    return master.transcribe(recording.file(), options);
  }

  private boolean hand(int number, Recording recording, Future<Answer> answer)
      throws InterruptedException {
    try {
      Answer came = answer.get();
      transcripts.take(number, recording, came);
      tellFlags(recording, came);
      return true;
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case ProblemException expected -> terminal.problem(recording.given(), expected.problem());
        case InterruptedException interrupted ->
            throw (InterruptedException) new InterruptedException().initCause(interrupted);
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (IOException unwritten) {
      terminal.problem(
          "%s: its transcript could not be written: %s"
              .formatted(recording.given(), IoReason.of(unwritten)));
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
                "a part could not be recognised; its place is marked by [...]";
            default -> flag;
          };
      terminal.note(recording.given() + ": " + meaning);
    }
  }
}
