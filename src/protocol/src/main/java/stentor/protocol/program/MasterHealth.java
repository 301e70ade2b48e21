package stentor.protocol.program;

import java.util.Map;

/**
 * How a master is: its answer to {@code GET /health/live}.
 *
 * @param live true
 * @param talking by id of a model, in how many streams somebody has spoken lately that it may have
 *     to recognise: no queue tells of them; models of none are absent
 * @param asked by id of a model, how many questions its workers had lately to answer at once, about
 *     languages and streams: no queue tells of them either; models of none are absent
 */
public record MasterHealth(boolean live, Map<String, Integer> talking, Map<String, Integer> asked) {

  /** One of whom nobody wants anything, or who does not say. */
  public static final MasterHealth QUIET = new MasterHealth(true, Map.of(), Map.of());

  /** Copies the maps. */
  public MasterHealth {
    talking = Map.copyOf(talking);
    asked = Map.copyOf(asked);
  }
}
