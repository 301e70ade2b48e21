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

  /**
   * The document is of a version that this program does not know.
   *
   * @param document the simple name of the record that was expected
   * @param schema the version it says it is of
   */
  record OtherSchema(String document, long schema) implements DocumentProblem {
    @Override
    public String code() {
      return "other_schema";
    }

    @Override
    public String what() {
      return "A " + document + " could not be read";
    }

    @Override
    public String why() {
      return schema > Versioned.SCHEMA
          ? "it was written by a newer Stentor: its schema is "
              + schema
              + ", this program knows "
              + Versioned.SCHEMA
          : "its schema is " + schema + ", which no Stentor has ever written";
    }

    @Override
    public List<String> fixes() {
      return schema > Versioned.SCHEMA
          ? List.of("Use the Stentor that wrote it, or a newer one")
          : List.of();
    }
  }

  /**
   * The document is larger than any that is read, so it is not written either.
   *
   * @param document the simple name of its record
   * @param mostBytes the largest size that is read
   */
  record TooLarge(String document, int mostBytes) implements DocumentProblem {
    @Override
    public String code() {
      return "document_too_large";
    }

    @Override
    public String what() {
      return "A " + document + " is too large";
    }

    @Override
    public String why() {
      return "it has more than " + mostBytes + " bytes";
    }

    @Override
    public List<String> fixes() {
      return List.of();
    }
  }
}
