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

  /** What one command makes and the other removes. */
  List<String> FILES =
      List.of(
          "environment.json",
          "token",
          "logs/supervisor.out",
          "supervisor.lock",
          "status.json",
          "served.json",
          "masters.json",
          "journal.jsonl",
          "open",
          "jobs");

  /**
   * By chance.
   *
   * @param usual how long the command takes when nobody kills it
   * @param environment the folder of its environment
   * @param makes whether it makes files, or else removes them
   */
  static KillMoment of(RandomGenerator random, Duration usual, Path environment, boolean makes) {
    List<String> changing =
        FILES.stream().filter(file -> Files.exists(environment.resolve(file)) != makes).toList();
    return changing.isEmpty() || random.nextBoolean()
        ? new After(Duration.ofMillis(random.nextLong(1 + usual.toMillis() * 11 / 10)))
        : new Change(
            changing.get(random.nextInt(changing.size())), Duration.ofMillis(random.nextLong(60)));
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
