package stentor.control.log;

import java.util.Optional;

/**
 * A line of a log.
 *
 * @param program the program that wrote it
 * @param text as it was written
 * @param event what it tells; absent where it is in another form, as the JVM's own words are
 */
public record LogLine(String program, String text, Optional<LogEvent> event) {}
