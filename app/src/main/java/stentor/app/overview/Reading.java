package stentor.app.overview;

import java.util.List;
import java.util.Optional;
import stentor.app.navigation.ScreenView.Status;

/**
 * All words and numbers that the overview shows of an environment at one moment. Immutable.
 *
 * @param content what there is to show
 * @param status its state, for the header
 * @param health in one line
 * @param waiting how much waits
 * @param realTime how fast it recognises
 * @param cost what it costs and how long it stays
 * @param models what it serves
 * @param problems what is wrong
 * @param processes its processes, a line each
 * @param stale why it cannot be seen any more; absent where it can
 * @param freshness how old all of this is
 * @param end when it ends by itself
 * @param badge what marks its place; absent for this computer
 * @param cloud what is shown of one on a cloud; absent for one on this computer
 * @param can what may be done with it now
 */
record Reading(
    Content content,
    Optional<Status> status,
    FigureText health,
    FigureText waiting,
    FigureText realTime,
    FigureText cost,
    List<ModelRow> models,
    List<ProblemNote> problems,
    List<String> processes,
    Optional<Stale> stale,
    String freshness,
    String end,
    Optional<Status> badge,
    Optional<CloudReading> cloud,
    Can can) {

  /** Copies the lists. */
  Reading {
    models = List.copyOf(models);
    problems = List.copyOf(problems);
    processes = List.copyOf(processes);
  }

  /** What there is to show. */
  enum Content {
    /** Nobody has looked yet. */
    LOOKING,
    /** There is no such environment, or it does not run and shall not. */
    ABSENT,
    /** It is there. */
    THERE
  }

  /**
   * Why what is shown is old.
   *
   * @param what since when, and what is done about it
   * @param why what stands in the way
   */
  record Stale(String what, String why) {}

  /**
   * What may be done with it now.
   *
   * @param use work may be sent to it, and it may be scaled
   * @param extend its end may be put off
   * @param tearDown it may be taken down
   * @param follow a change of it goes on, whose timeline can be shown
   */
  record Can(boolean use, boolean extend, boolean tearDown, boolean follow) {

    /** Nothing. */
    static final Can NOTHING = new Can(false, false, false, false);
  }
}
