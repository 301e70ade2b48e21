package stentor.control.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file into which a program of an environment writes.
 *
 * @param path where it is
 * @param program the program: {@code worker-x-1} of {@code worker-x-1.log.2}
 */
public record LogFile(Path path, String program) {

  private static final Pattern FILE_NAME = Pattern.compile("\\.(log|errors|out|jsonl)(\\.\\w+)*$");
  private static final Pattern ASIDE = Pattern.compile("\\.log\\.(\\d)$");
  private static final int LATEST = 10;

  /**
   * Those in this folder whose names begin so, by their program; parts of a log that were put aside
   * come before it, the oldest first. None where there is no such folder.
   */
  public static List<LogFile> in(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .map(LogFile::of)
          .sorted(Comparator.comparing(LogFile::program).thenComparing(LogFile::age))
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  private static LogFile of(Path path) {
    return new LogFile(path, FILE_NAME.matcher(path.getFileName().toString()).replaceFirst(""));
  }

  /** Whether it is a part of a log that was put aside: nothing is written into it any more. */
  public boolean isAside() {
    return ASIDE.matcher(path.getFileName().toString()).find();
  }

  private String age() {
    Matcher aside = ASIDE.matcher(path.getFileName().toString());
    return aside.find() ? "0" + (LATEST - Integer.parseInt(aside.group(1))) : "1" + path;
  }
}
