package stentor.app.logs;

import java.util.Locale;

/** Which programs' lines are shown. */
enum LogRole {
  /** Those of all. */
  ALL,
  /** The one that keeps the environment. */
  SUPERVISOR,
  /** The one that takes audio. */
  MASTER,
  /** Those that recognise. */
  WORKER;

  /** Whether a program has this role. */
  boolean has(String program) {
    return this == ALL || program.startsWith(name().toLowerCase(Locale.ROOT));
  }
}
