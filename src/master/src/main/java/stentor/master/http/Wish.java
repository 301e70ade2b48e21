package stentor.master.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.protocol.job.Hints;

/**
 * What a client asks to be done with a recording.
 *
 * @param model id that was named; absent: any
 * @param language BCP 47 tag that was named; absent: any
 * @param hints what is given to the engine on the way; absent where nothing is
 * @param recording by what name it may get a reference; absent where it has none
 * @param webhook web address that is told of the outcome; absent where nobody is
 * @param form what the answer shall look like: two requests that differ in it only make the same
 *     job, but are not the same request
 */
record Wish(
    Optional<String> model,
    Optional<String> language,
    Optional<Hints> hints,
    Optional<ContentId> recording,
    Optional<URI> webhook,
    List<String> form) {

  /** Copies the list. */
  Wish {
    form = List.copyOf(form);
  }

  /** All of it, in one order. */
  List<String> parameters() {
    List<String> all = new ArrayList<>(form);
    all.add(model.orElse(""));
    all.add(language.orElse(""));
    all.add(webhook.map(URI::toString).orElse(""));
    all.add(hints.map(Hints::toString).orElse(""));
    return all;
  }
}
