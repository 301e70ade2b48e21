package stentor.control.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What can be wrong with what was given: options and files. */
public sealed interface RequestProblem extends ControlProblem {

  /**
   * Inputs that cannot be used, all of them.
   *
   * @param inputs what is wrong, at least one
   */
  record BadRequest(List<BadInput> inputs) implements RequestProblem {

    /** Copies the list. */
    public BadRequest {
      inputs = List.copyOf(inputs);
    }

    @Override
    public String code() {
      return "bad_request";
    }

    @Override
    public String what() {
      return inputs.stream().map(BadInput::sentence).collect(Collectors.joining("; "));
    }

    /**
     * One input.
     *
     * @param option name of the input, as the command line spells it
     * @param value what was given
     * @param expected what it should be
     */
    public record BadInput(String option, String value, String expected) {
      private String sentence() {
        return option + " " + value + " is not " + expected;
      }
    }
  }

  /**
   * A file that was to be transcribed cannot be read.
   *
   * @param file the file
   * @param reason why not
   */
  record UnreadableFile(Path file, String reason) implements RequestProblem {
    @Override
    public String code() {
      return "unreadable_file";
    }

    @Override
    public String what() {
      return "The file could not be read";
    }

    @Override
    public String why() {
      return reason;
    }
  }

  /**
   * A file that was to be written cannot be.
   *
   * @param file the file
   * @param reason why not
   */
  record UnwritableFile(Path file, String reason) implements RequestProblem {
    @Override
    public String code() {
      return "unwritable_file";
    }

    @Override
    public String what() {
      return "The file " + file + " could not be written";
    }

    @Override
    public String why() {
      return reason;
    }
  }

  /**
   * A file that was to be transcribed is larger than any that a master takes.
   *
   * @param file the file
   * @param most the most bytes that are taken
   */
  record FileTooLarge(Path file, long most) implements RequestProblem {
    @Override
    public String code() {
      return "file_too_large";
    }

    @Override
    public String what() {
      return "The file is too large";
    }

    @Override
    public String why() {
      return "it has more than %d GiB (%d bytes), the most that is taken"
          .formatted(most >> 30, most);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Cut it, or convert it: one channel of 16 kHz and 16 bit is all that is used.");
    }
  }
}
