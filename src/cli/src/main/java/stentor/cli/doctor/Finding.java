package stentor.cli.doctor;

import java.util.List;

/**
 * What was found about one thing.
 *
 * @param name the thing
 * @param ok whether it is as it should be
 * @param found what is there
 * @param fixes what mends it; empty where nothing is to mend
 */
record Finding(String name, boolean ok, String found, List<String> fixes) {

  /** Copies the list. */
  Finding {
    fixes = List.copyOf(fixes);
  }

  static Finding good(String name, String found) {
    return new Finding(name, true, found, List.of());
  }

  static Finding bad(String name, String found, String... fixes) {
    return new Finding(name, false, found, List.of(fixes));
  }
}
