package stentor.app.transcribe;

import java.nio.file.Path;
import java.util.List;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/** What can go wrong with transcribing that is not a master's or an environment's problem. */
public sealed interface TranscribeProblem extends Problem {

  /**
   * The master accepted the recording and ended it with a reason.
   *
   * @param code the master's code for it
   * @param message the master's words for it
   */
  record JobFailed(String code, String message) implements TranscribeProblem {
    @Override
    public String what() {
      return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    @Override
    public String why() {
      return "";
    }

    @Override
    public List<String> fixes() {
      return List.of();
    }
  }

  /**
   * Somebody cancelled the job, and it was not this app.
   *
   * @param environment where it was
   */
  record CancelledElsewhere(EnvironmentName environment) implements TranscribeProblem {
    @Override
    public String code() {
      return "job_cancelled";
    }

    @Override
    public String what() {
      return "It was cancelled";
    }

    @Override
    public String why() {
      return "somebody else cancelled the job, or the environment %s was taken down"
          .formatted(environment);
    }

    @Override
    public List<String> fixes() {
      return List.of("Transcribe it again.");
    }
  }

  /** A job that succeeded has no transcript. */
  record NoTranscript(EnvironmentName environment) implements TranscribeProblem {
    @Override
    public String code() {
      return "no_transcript";
    }

    @Override
    public String what() {
      return "The transcript is not there any more";
    }

    @Override
    public String why() {
      return "the environment %s has erased the job's result".formatted(environment);
    }

    @Override
    public List<String> fixes() {
      return List.of("Transcribe it again.");
    }
  }

  /**
   * There is no audio to a transcript.
   *
   * @param file where the recording was
   */
  record AudioGone(Path file) implements TranscribeProblem {
    @Override
    public String code() {
      return "audio_gone";
    }

    @Override
    public String what() {
      return "The recording is not here any more";
    }

    @Override
    public String why() {
      return "%s is gone, and the environment that transcribed it has not kept it".formatted(file);
    }

    @Override
    public List<String> fixes() {
      return List.of("Put the file back where it was, and open the transcript again.");
    }
  }

  /**
   * A file cannot serve as a reference.
   *
   * @param file the file
   * @param reason why not
   */
  record UnusableReference(Path file, String reason) implements TranscribeProblem {
    @Override
    public String code() {
      return "unusable_reference";
    }

    @Override
    public String what() {
      return "%s is no reference".formatted(Transcribed.nameOf(file));
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Drop a text file in UTF-8, or a transcripts.tsv with a line for each file: FILE, a tab,"
              + " its text.");
    }
  }

  /**
   * A file on this computer could not be read or written.
   *
   * @param file the file
   * @param reason what happened
   */
  record FileTrouble(Path file, String reason) implements TranscribeProblem {
    @Override
    public String code() {
      return "file_trouble";
    }

    @Override
    public String what() {
      return "%s could not be used".formatted(file);
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("See that it is there and may be read and written, then try again.");
    }
  }
}
