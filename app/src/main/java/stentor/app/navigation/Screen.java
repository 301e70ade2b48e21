package stentor.app.navigation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stentor.protocol.environment.EnvironmentName;

/** A screen that can be shown, with what it is about. */
public sealed interface Screen {

  /** All environments, and what was transcribed last. */
  record Environments() implements Screen {}

  /**
   * Choosing what a new environment shall be, or what one shall be besides.
   *
   * @param environment the one that is to be changed; absent: a new one
   */
  record Launch(Optional<EnvironmentName> environment) implements Screen {}

  /** The timeline of the change of an environment that goes on, or went on last. */
  record Change(EnvironmentName environment) implements Screen {}

  /** One environment, live. */
  record Overview(EnvironmentName environment) implements Screen {}

  /** What taking an environment down means, before it is done. */
  record TearDown(EnvironmentName environment) implements Screen {}

  /** Proof of what is gone. */
  record Receipt(EnvironmentName environment) implements Screen {}

  /**
   * Recordings in, transcripts out.
   *
   * @param environment where; absent: where it was last, or the default
   * @param files to be transcribed at once; may be empty
   */
  record Transcribe(Optional<EnvironmentName> environment, List<Path> files) implements Screen {

    /** Copies the list. */
    public Transcribe {
      files = List.copyOf(files);
    }

    /** The screen as it was left. */
    public static Transcribe asItWas() {
      return new Transcribe(Optional.empty(), List.of());
    }
  }

  /**
   * A transcript that was kept.
   *
   * @param entry its id in the history
   */
  record Kept(String entry) implements Screen {}

  /** All transcripts that were kept. */
  record History() implements Screen {}

  /** What the app remembers and how it looks. */
  record Settings() implements Screen {}

  /** Every long action. */
  record Tasks() implements Screen {}

  /** Keys, folders, versions. */
  record Help() implements Screen {}

  /** The entry of the left rail that it belongs to. */
  default Section section() {
    return switch (this) {
      case Environments _, Launch _, Change _, Overview _, TearDown _, Receipt _ ->
          Section.ENVIRONMENTS;
      case Transcribe _ -> Section.TRANSCRIBE;
      case Kept _, History _ -> Section.HISTORY;
      case Settings _ -> Section.SETTINGS;
      case Tasks _ -> Section.TASKS;
      case Help _ -> Section.HELP;
    };
  }

  /** An entry of the left rail. */
  enum Section {
    /** All about environments. */
    ENVIRONMENTS,
    /** The transcribe panel. */
    TRANSCRIBE,
    /** What was transcribed. */
    HISTORY,
    /** Choices. */
    SETTINGS,
    /** Long actions. */
    TASKS,
    /** Help. */
    HELP
  }
}
