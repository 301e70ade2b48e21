package stentor.aws.teardown;

import java.util.List;

/**
 * One of the questions of a sweep.
 *
 * @param kind of what is asked for, as receipts name it
 * @param text the question, for a person
 * @param search finds it
 */
record Question(String kind, String text, Search search) {

  /** Looks for what is asked for. */
  @FunctionalInterface
  interface Search {
    /** Names or ids of what is there. */
    List<String> found() throws InterruptedException;
  }
}
