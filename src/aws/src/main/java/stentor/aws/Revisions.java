package stentor.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import stentor.control.environment.EnvironmentFolder;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Versioned;

/**
 * Every plan that was carried out for an environment, with what was wanted then: {@code
 * revisions/N.json} in its folder, numbered from 1. They go with the environment.
 */
final class Revisions {

  private static final Pattern FILE = Pattern.compile("(\\d{1,6})\\.json");

  private final Path folder;

  Revisions(EnvironmentFolder environment) {
    this.folder = environment.path().resolve("revisions");
  }

  /**
   * One of them.
   *
   * @param schema version of the document, {@value Versioned#SCHEMA}
   * @param revision its number
   * @param at when it had been carried out
   * @param document what was wanted
   * @param plan what was done for it
   */
  record Revision(
      int schema, int revision, Instant at, EnvironmentDocument document, PlanDocument plan)
      implements Versioned {}

  /** Their numbers, in their order. */
  List<Integer> numbers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> number(file.getFileName().toString()))
          .filter(OptionalInt::isPresent)
          .map(OptionalInt::getAsInt)
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  private static OptionalInt number(String file) {
    Matcher matcher = FILE.matcher(file);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** The one with this number. */
  Optional<Revision> find(int revision) throws IOException {
    return DocumentFiles.read(folder.resolve(revision + ".json"), Revision.class);
  }

  /** Adds one, and returns its number. */
  int add(Instant at, EnvironmentDocument document, PlanDocument plan) throws IOException {
    List<Integer> before = numbers();
    int next = before.isEmpty() ? 1 : before.getLast() + 1;
    Files.createDirectories(folder);
    DocumentFiles.replace(
        folder.resolve(next + ".json"), new Revision(Versioned.SCHEMA, next, at, document, plan));
    return next;
  }
}
