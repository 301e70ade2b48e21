package stentor.app.change;

/**
 * A number with what it is.
 *
 * @param value with its unit
 * @param caption what it is
 */
public record FigureText(String value, String caption) {}
