package stentor.cli.transcribe;

import java.nio.file.Path;
import java.util.Optional;
import stentor.control.master.RecordingFile;
import stentor.control.problem.ControlProblem;

/**
 * A file that shall be transcribed.
 *
 * @param given its name, as the person wrote it
 * @param file where it is
 */
record Recording(String given, Path file) {

  /** The name without folder and ending. */
  String name() {
    Path last = file.getFileName();
    String name = last == null ? given : last.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Why it cannot be transcribed, if that can be seen beforehand. */
  Optional<ControlProblem> problem() {
    return new RecordingFile(file).problem();
  }
}
