package stentor.cli.transcribe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

  /** Why it cannot be read, if that can be seen beforehand. */
  Optional<String> fault() {
    if (!Files.exists(file)) {
      return Optional.of("it does not exist");
    }
    if (Files.isDirectory(file)) {
      return Optional.of("it is a folder");
    }
    return Files.isReadable(file) ? Optional.empty() : Optional.of("access is denied");
  }
}
