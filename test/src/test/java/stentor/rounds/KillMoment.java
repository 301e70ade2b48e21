package stentor.rounds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** When a command is killed: after a while, or when a file of its environment comes or goes. */
sealed interface KillMoment {

  /** After so long. */
  record After(Duration length) implements KillMoment {
    @Override
    public String toString() {
      return length.toMillis() + " ms after its start";
    }
  }

  /**
   * When a file that was not there is, or one that was is not, and a little later.
   *
   * @param file in the environment's folder
   * @param later how long after that
   */
  record Change(String file, Duration later) implements KillMoment {
    @Override
    public String toString() {
      return later.toMillis() + " ms after " + file + " came or went";
    }
  }

  /** What commands make and remove. */
  List<String> FILES =
      List.of(
          "environment.json",
          "token",
          "supervisor.lock",
          "writer.lock",
          "logs/supervisor.out",
          "status.json",
          "served.json",
          "journal.jsonl",
          "receipt.json",
          "open",
          "jobs");

  /**
   * By chance.
   *
   * @param usual how long the command takes
   */
  static KillMoment of(RandomGenerator random, Duration usual) {
    return random.nextInt(3) > 0
        ? new After(Duration.ofMillis(random.nextLong(usual.toMillis() * 11 / 10)))
        : new Change(
            FILES.get(random.nextInt(FILES.size())), Duration.ofMillis(random.nextLong(60)));
  }

  /**
   * Waits for the moment.
   *
   * @return false where the command ended before it
   */
  default boolean await(Process command, Path environment) throws InterruptedException {
    return switch (this) {
      case After(Duration length) -> !command.waitFor(length.toMillis(), TimeUnit.MILLISECONDS);
      case Change(String file, Duration later) -> {
        Path path = environment.resolve(file);
        boolean before = Files.exists(path);
        while (Files.exists(path) == before && !command.waitFor(2, TimeUnit.MILLISECONDS)) {
          // waitFor is the pause between two looks.
        }
        yield !command.waitFor(later.toMillis(), TimeUnit.MILLISECONDS);
      }
    };
  }
}
