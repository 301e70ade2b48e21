package stentor.aws.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stentor.aws.problem.PreflightProblem;

/** Whether this computer's clock shows what AWS's do. */
public final class ClockCheck implements Check {

  private static final Duration WORTH_TELLING = Duration.ofMinutes(1);

  /** Signature Version 4: a request is valid for so long. */
  private static final Duration REFUSED = Duration.ofMinutes(5);

  private final Comparison comparison;

  /** Compares the clocks. */
  @FunctionalInterface
  public interface Comparison {
    /** By how much this computer's clock is ahead; absent where AWS does not tell its time. */
    Optional<Duration> ahead() throws InterruptedException;
  }

  /** A check by this comparison. */
  public ClockCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  @Override
  public String subject() {
    return "The clock";
  }

  @Override
  public List<PreflightProblem> look() throws InterruptedException {
    return comparison
        .ahead()
        .filter(off -> off.abs().compareTo(WORTH_TELLING) > 0)
        .<PreflightProblem>map(
            off -> new PreflightProblem.ClockOff(off, off.abs().compareTo(REFUSED) > 0))
        .stream()
        .toList();
  }
}
