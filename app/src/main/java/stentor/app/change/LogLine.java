package stentor.app.change;

import java.time.Instant;
import stentor.app.navigation.ScreenView.Mood;

/**
 * Something that was said while a change went on.
 *
 * @param at when
 * @param step what it is about; empty: all of it
 * @param text what
 * @param mood how it is to be taken
 */
public record LogLine(Instant at, String step, String text, Mood mood) {}
