package stentor.rounds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import stentor.rounds.OwnProcess.Role;

/**
 * Who is killed when in a round. At most two workers: a part whose third worker dies is given up,
 * as it should be.
 *
 * @param kills in order
 */
record KillSchedule(List<Kill> kills) {

  private static final int FEWEST = 3;
  private static final int MOST = 5;
  private static final int MOST_WORKERS = 2;
  private static final long LONGEST_MILLISECONDS = 3000;
  private static final List<Role> TARGETS = List.of(Role.WORKER, Role.MASTER, Role.SUPERVISOR);

  /**
   * One kill.
   *
   * @param after how long after the one before
   * @param role what the process does
   */
  record Kill(Duration after, Role role) {
    @Override
    public String toString() {
      return "%s after %d ms"
          .formatted(role.name().toLowerCase(java.util.Locale.ROOT), after.toMillis());
    }
  }

  /** By chance. */
  static KillSchedule of(RandomGenerator random) {
    List<Kill> kills = new ArrayList<>();
    int workers = 0;
    int number = random.nextInt(FEWEST, MOST + 1);
    while (kills.size() < number) {
      Role role = TARGETS.get(random.nextInt(TARGETS.size()));
      workers += role == Role.WORKER ? 1 : 0;
      if (role != Role.WORKER || workers <= MOST_WORKERS) {
        kills.add(new Kill(Duration.ofMillis(random.nextLong(LONGEST_MILLISECONDS)), role));
      }
    }
    return new KillSchedule(List.copyOf(kills));
  }
}
