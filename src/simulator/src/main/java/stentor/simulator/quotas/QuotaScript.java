package stentor.simulator.quotas;

import java.util.OptionalDouble;

/** Values of quotas that a test wants, in place of the usual ones. */
@FunctionalInterface
public interface QuotaScript {

  /** The value of a quota; absent for the usual one. */
  OptionalDouble value(String service, String code);
}
