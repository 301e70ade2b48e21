package stentor.app.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Words that were read once, as many as fit; of too many the longest unused go. For all threads.
 */
final class KnownWords {

  private final long mostCharacters;
  private final Map<UUID, String> words = new LinkedHashMap<>(64, 0.75f, true);
  private long characters;

  KnownWords(long mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  /** The words of this entry, read now unless they are known. */
  String of(UUID id, Supplier<String> read) {
    synchronized (this) {
      String known = words.get(id);
      if (known != null) {
        return known;
      }
    }
    String now = read.get();
    keep(id, now);
    return now;
  }

  private synchronized void keep(UUID id, String now) {
    // One text never drives out half of all others.
    if (now.length() > mostCharacters / 2 || words.containsKey(id)) {
      return;
    }
    words.put(id, now);
    characters += now.length();
    var oldest = words.entrySet().iterator();
    while (characters > mostCharacters && oldest.hasNext()) {
      characters -= oldest.next().getValue().length();
      oldest.remove();
    }
  }

  synchronized void forget(UUID id) {
    String gone = words.remove(id);
    if (gone != null) {
      characters -= gone.length();
    }
  }
}
