package stentor.app.palette;

/**
 * Something that can be done from the palette.
 *
 * @param title a verb and its object: {@code Tear down asr-lab}
 * @param detail what stands behind it, muted: a key, a place; may be empty
 * @param action does it, on the window's thread
 */
public record Command(String title, String detail, Runnable action) {}
