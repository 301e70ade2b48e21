package stentor.app.closing;

import java.util.List;
import java.util.Optional;

/**
 * What is asked before the window closes. Immutable.
 *
 * @param title what is up or runs
 * @param text what it does without the app
 * @param warning what tearing down would lose; absent: nothing that is known of
 * @param running tasks that end with the app, by their titles
 * @param keep words of the button that closes and leaves all as it is
 * @param tearDown words of the button that takes environments down first; absent: none is up
 */
record ClosingQuestion(
    String title,
    String text,
    Optional<String> warning,
    List<String> running,
    String keep,
    Optional<String> tearDown) {

  ClosingQuestion {
    running = List.copyOf(running);
  }

  ClosingQuestion withWarning(String words) {
    return new ClosingQuestion(title, text, Optional.of(words), running, keep, tearDown);
  }
}
