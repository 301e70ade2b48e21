package stentor.engines;

/**
 * What an engine says of itself.
 *
 * @param engine its name as {@code model.json} knows it, for example {@code moonshine}
 * @param threads how many threads it computes on
 * @param longestSeconds the longest utterance it takes
 */
public record EngineDescription(String engine, int threads, double longestSeconds) {}
