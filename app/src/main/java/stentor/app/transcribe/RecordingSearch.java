package stentor.app.transcribe;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stentor.app.async.TaskReport;
import stentor.speech.audio.Container;

/**
 * Finds the recordings among what a person dropped: files as they are, folders with all below them.
 * Looks at {@value #MOST_LOOKED_AT} files at most, and takes {@value #MOST} recordings. Blocks.
 */
final class RecordingSearch {

  /** The most recordings of one list. */
  static final int MOST = 10_000;

  private static final int MOST_LOOKED_AT = 1_000_000;
  private static final int DEEPEST = 32;
  private static final int TELL_EVERY = 500;

  /** Endings of files that are recordings, in lower case. */
  static final List<String> ENDINGS = Container.allEndings();

  private final Set<Path> recordings = new LinkedHashSet<>();
  private final List<Path> texts = new ArrayList<>();
  private final List<Path> missing = new ArrayList<>();
  private int passedOver;
  private int unreadable;
  private int lookedAt;
  private boolean stopped;

  /**
   * What was found.
   *
   * @param recordings in the order in which they were dropped, those of a folder by name
   * @param texts references: text files that were dropped themselves, and tables called {@code
   *     transcripts.tsv}
   * @param passedOver files in folders that are no recordings
   * @param unreadable folders that could not be read
   * @param missing what is not there
   * @param stopped whether there were more than are taken
   */
  record Found(
      List<Path> recordings,
      List<Path> texts,
      int passedOver,
      int unreadable,
      List<Path> missing,
      boolean stopped) {

    Found {
      recordings = List.copyOf(recordings);
      texts = List.copyOf(texts);
      missing = List.copyOf(missing);
    }
  }

  private RecordingSearch() {}

  /** Finds them. */
  static Found among(List<Path> dropped, TaskReport report) throws InterruptedException {
    RecordingSearch search = new RecordingSearch();
    for (Path path : dropped) {
      if (Files.isDirectory(path)) {
        search.folder(path, report);
      } else if (!Files.exists(path)) {
        search.missing.add(path);
      } else if (isText(path)) {
        search.texts.add(path);
      } else {
        search.add(path);
      }
    }
    return new Found(
        List.copyOf(search.recordings),
        search.texts,
        search.passedOver,
        search.unreadable,
        search.missing,
        search.stopped);
  }

  private void add(Path file) {
    if (recordings.size() < MOST) {
      recordings.add(file.toAbsolutePath().normalize());
    } else {
      stopped = true;
    }
  }

  private void folder(Path folder, TaskReport report) throws InterruptedException {
    List<Path> inside = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          Set.of(),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              lookedAt++;
              if (lookedAt % TELL_EVERY == 0) {
                report.progress(0, 0);
              }
              if (Thread.currentThread().isInterrupted()) {
                return FileVisitResult.TERMINATE;
              }
              take(file, inside);
              stopped |= lookedAt >= MOST_LOOKED_AT || inside.size() >= MOST;
              return stopped ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) {
              unreadable++;
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failed) {
      unreadable++;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    inside.stream().sorted().forEach(this::add);
  }

  private void take(Path file, List<Path> inside) {
    if (isRecording(file)) {
      inside.add(file);
    } else if (isTable(file)) {
      texts.add(file);
    } else if (!Transcribed.nameOf(file).startsWith(".")) {
      passedOver++;
    }
  }

  private static boolean isRecording(Path file) {
    return ENDINGS.contains(ending(file));
  }

  private static boolean isText(Path file) {
    return ending(file).equals("txt") || ending(file).equals("tsv");
  }

  private static boolean isTable(Path file) {
    return Transcribed.nameOf(file).toLowerCase(Locale.ROOT).equals("transcripts.tsv");
  }

  /** The ending of a file's name, in lower case, without its dot; empty where it has none. */
  static String ending(Path file) {
    String name = Transcribed.nameOf(file);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** The paths that a text names, a line each; empty where a line is none. */
  static List<Path> pathsIn(String text) {
    List<Path> paths = new ArrayList<>();
    for (String line : text.lines().limit(MOST).toList()) {
      Optional<Path> path = path(line.strip());
      if (path.isEmpty()) {
        return List.of();
      }
      Stream.of(path.get()).forEach(paths::add);
    }
    return paths;
  }

  private static Optional<Path> path(String line) {
    String bare = line.replaceAll("^\"|\"$", "");
    try {
      Path path = bare.startsWith("file:") ? Path.of(java.net.URI.create(bare)) : Path.of(bare);
      return path.isAbsolute() ? Optional.of(path) : Optional.empty();
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException noPath) {
      return Optional.empty();
    }
  }
}
