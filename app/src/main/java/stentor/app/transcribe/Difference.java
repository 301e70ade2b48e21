package stentor.app.transcribe;

import java.util.ArrayList;
import java.util.List;
import stentor.speech.score.Edit;

/**
 * One place where a transcript is not as its reference, with the words around it. Immutable.
 *
 * @param kind what is different
 * @param said what the transcript has; empty where a word is missing
 * @param right what the reference has; empty where a word was inserted
 * @param before the transcript's words before it
 * @param after the transcript's words after it
 */
record Difference(Kind kind, String said, String right, String before, String after) {

  private static final int CONTEXT = 3;

  /** The most places that are listed; the counts are of all. */
  static final int MOST = 10_000;

  /** What is different. */
  enum Kind {
    /** Another word was written. */
    INSTEAD,
    /** A word was not written. */
    MISSING,
    /** A word was written that nobody said. */
    INSERTED
  }

  /** All places, in the order of the text. */
  static List<Difference> of(List<Edit> edits) {
    List<Difference> found = new ArrayList<>();
    for (int index = 0; index < edits.size() && found.size() < MOST; index++) {
      String before = around(edits, index - CONTEXT, index);
      String after = around(edits, index + 1, index + 1 + CONTEXT);
      switch (edits.get(index)) {
        case Edit.Match _ -> {}
        case Edit.Substitution(String right, String said) ->
            found.add(new Difference(Kind.INSTEAD, said, right, before, after));
        case Edit.Deletion(String right) ->
            found.add(new Difference(Kind.MISSING, "", right, before, after));
        case Edit.Insertion(String said) ->
            found.add(new Difference(Kind.INSERTED, said, "", before, after));
      }
    }
    return found;
  }

  private static String around(List<Edit> edits, int from, int to) {
    List<String> words = new ArrayList<>();
    for (Edit edit : edits.subList(Math.max(0, from), Math.clamp(to, 0, edits.size()))) {
      switch (edit) {
        case Edit.Match(String word) -> words.add(word);
        case Edit.Substitution(String _, String said) -> words.add(said);
        case Edit.Insertion(String said) -> words.add(said);
        case Edit.Deletion _ -> {}
      }
    }
    return String.join(" ", words);
  }
}
