package stentor.supervisor;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What an environment stands on: the computer's clock, its disk, the job store. Nothing ends
 * because something is wrong with them; it is told, and told no more when it is over. Used by one
 * thread.
 */
final class Surroundings {

  private final ClockWatch clock;
  private final DiskWatch disk;
  private final OpenJobs jobs;
  private final LongSupplier nanos;

  Surroundings(ClockWatch clock, DiskWatch disk, OpenJobs jobs, LongSupplier nanos) {
    this.clock = clock;
    this.disk = disk;
    this.jobs = jobs;
    this.nanos = nanos;
  }

  /**
   * Looks at all of it.
   *
   * @param expiresAt when the environment ends by the time of day
   */
  void look(Optional<Instant> expiresAt) {
    clock.look(expiresAt);
    disk.look(nanos.getAsLong());
  }

  /** Something of the environment could not be written. */
  void writeFailed(IOException reason) {
    disk.writeFailed(reason, nanos.getAsLong());
  }

  /** What is wrong now. */
  List<SupervisorProblem> problems(Optional<Instant> expiresAt) {
    return Stream.of(clock.problem(expiresAt), disk.problem(nanos.getAsLong()), jobs.problem())
        .flatMap(Optional::stream)
        .toList();
  }
}
