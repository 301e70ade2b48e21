package stentor.control.transcribe;

import java.nio.file.Path;
import java.util.Optional;
import stentor.control.master.RecordingFile;
import stentor.control.problem.ControlProblem;

/**
 * A file that shall be transcribed.
 *
 * @param given its name, as a person wrote it
 * @param file where it is
 */
public record Recording(String given, Path file) {

  /** The name without folder and ending. */
  public String name() {
    Path last = file.getFileName();
    String name = last == null ? given : last.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Why it cannot be transcribed, if that can be seen beforehand. */
  public Optional<ControlProblem> problem() {
    return new RecordingFile(file).problem();
  }
}
