package stentor.aws.teardown;

import java.util.List;

/**
 * One of the questions of a sweep.
 *
 * @param kind of what is asked for, as receipts name it
 * @param type the kind under which an environment notes what it made; that of nothing where it
 *     makes none of it itself
 * @param text the question, for a person
 * @param search finds it
 */
record Question(String kind, String type, String text, Search search) {

  /** One for what is noted under the same kind, if at all. */
  Question(String kind, String text, Search search) {
    this(kind, kind, text, search);
  }

  /** Looks for what is asked for. */
  @FunctionalInterface
  interface Search {
    /** Names or ids of what is there. */
    List<String> found() throws InterruptedException;
  }
}
