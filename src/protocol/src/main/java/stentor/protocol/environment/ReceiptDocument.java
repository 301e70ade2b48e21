package stentor.protocol.environment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stentor.protocol.json.Versioned;

/**
 * Proof of what an environment made and that it is gone: {@code receipt.json}, answer of {@code
 * down --json}.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param environment its name
 * @param platform where it was: {@code aws} or {@code rehearsal}; absent: on this computer
 * @param made what was made
 * @param gone what was found gone, with the proof
 * @param left what is still there
 * @param checked the questions that were asked, and their answers
 * @param cost what it cost
 */
public record ReceiptDocument(
    int schema,
    EnvironmentName environment,
    Optional<String> platform,
    List<Made> made,
    List<Gone> gone,
    List<Left> left,
    List<Checked> checked,
    Spent cost)
    implements Versioned {

  /** One of an environment on this computer. */
  public ReceiptDocument(
      int schema,
      EnvironmentName environment,
      List<Made> made,
      List<Gone> gone,
      List<Left> left,
      List<Checked> checked,
      Spent cost) {
    this(schema, environment, Optional.empty(), made, gone, left, checked, cost);
  }

  /** Copies the lists. */
  public ReceiptDocument {
    made = List.copyOf(made);
    gone = List.copyOf(gone);
    left = List.copyOf(left);
    checked = List.copyOf(checked);
  }

  /**
   * Something that was made.
   *
   * @param kind for example {@code process}, {@code port}, {@code folder}
   * @param id its identity among its kind
   * @param createdAt when
   */
  public record Made(String kind, String id, Instant createdAt) {}

  /**
   * Something that is gone.
   *
   * @param kind its kind
   * @param id its identity
   * @param proof how that is known
   */
  public record Gone(String kind, String id, String proof) {}

  /**
   * Something that is still there.
   *
   * @param kind its kind
   * @param id its identity
   * @param reason why it could not be removed
   */
  public record Left(String kind, String id, String reason) {}

  /**
   * A question that was asked after everything had been removed.
   *
   * @param question for example {@code Is a process of this environment running?}
   * @param answer what was found
   * @param at when
   */
  public record Checked(String question, String answer, Instant at) {}

  /**
   * Money spent.
   *
   * @param soFar amount
   * @param currency ISO 4217
   */
  public record Spent(double soFar, String currency) {}
}
