package stentor.protocol.json;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can be wrong with a document. */
public sealed interface DocumentProblem extends Problem {

  /**
   * The bytes are no such document.
   *
   * @param document the simple name of the record that was expected
   * @param reason what the parser found
   */
  record Malformed(String document, String reason) implements DocumentProblem {
    @Override
    public String code() {
      return "malformed_document";
    }

    @Override
    public String what() {
      return "A " + document + " could not be read";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of();
    }
  }
}
