package stentor.app.desktop;

/** What is copied in one program can be pasted in another. Used on the window's thread. */
@FunctionalInterface
public interface Clipboards {

  /** Puts this text on the clipboard. */
  void copy(String text);
}
