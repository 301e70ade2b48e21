package stentor.app.change;

/**
 * What came of a change.
 *
 * @param title in a few words
 * @param text what that means
 * @param good whether it is what was wanted
 */
public record Finish(String title, String text, boolean good) {}
