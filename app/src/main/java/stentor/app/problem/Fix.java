package stentor.app.problem;

/**
 * Something that mends a problem and that the app can do.
 *
 * @param text what it does, as a verb and its object, with what it costs
 * @param action does it; called on the window's thread
 */
public record Fix(String text, Runnable action) {}
