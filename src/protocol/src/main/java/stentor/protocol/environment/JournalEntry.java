package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/** What a line of the journal tells; its kind is the property {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEntry.OperationBegan.class, name = "operation_began"),
  @JsonSubTypes.Type(value = JournalEntry.StepIntended.class, name = "step_intended"),
  @JsonSubTypes.Type(value = JournalEntry.StepProgressed.class, name = "step_progressed"),
  @JsonSubTypes.Type(value = JournalEntry.ResourceChanged.class, name = "resource_changed"),
  @JsonSubTypes.Type(value = JournalEntry.StepDone.class, name = "step_done"),
  @JsonSubTypes.Type(value = JournalEntry.StepFailed.class, name = "step_failed"),
  @JsonSubTypes.Type(value = JournalEntry.StepSkipped.class, name = "step_skipped"),
  @JsonSubTypes.Type(value = JournalEntry.Note.class, name = "note"),
  @JsonSubTypes.Type(value = JournalEntry.ProblemSeen.class, name = "problem"),
  @JsonSubTypes.Type(value = JournalEntry.OperationEnded.class, name = "operation_ended")
})
public sealed interface JournalEntry {

  /**
   * A change begins.
   *
   * @param kind {@code up}, {@code down}, ...
   * @param pid process that makes it
   * @param plan its steps, and what was asked for
   */
  record OperationBegan(String kind, long pid, PlanDocument plan) implements JournalEntry {}

  /**
   * A step is about to be done. On the disk before anything of the step happens.
   *
   * @param step its id in the plan
   * @param title what it does, for a person
   */
  record StepIntended(String step, String title) implements JournalEntry {}

  /**
   * A step moved on.
   *
   * @param done bytes that are there
   * @param total bytes there will be
   */
  record StepProgressed(String step, String title, long done, long total) implements JournalEntry {}

  /**
   * Something which a step makes or removes has another state.
   *
   * @param resource what it is called, unique in the step
   * @param resourceType what it is, for example {@code AWS::EC2::VPC}
   * @param state the state, in the words of whoever makes it
   * @param reason why it is in that state, empty where nothing is said
   */
  record ResourceChanged(
      String step, String title, String resource, String resourceType, String state, String reason)
      implements JournalEntry {}

  /**
   * A step was done.
   *
   * @param seconds how long it took
   */
  record StepDone(String step, String title, double seconds) implements JournalEntry {}

  /**
   * A step failed.
   *
   * @param problem why
   */
  record StepFailed(String step, String title, ProblemStatus problem) implements JournalEntry {}

  /**
   * A step was not begun.
   *
   * @param reason why not
   */
  record StepSkipped(String step, String title, SkipReason reason) implements JournalEntry {}

  /**
   * Something a person should know.
   *
   * @param text one sentence without a full stop at its end
   */
  record Note(String text) implements JournalEntry {}

  /**
   * Something is wrong, and it goes on all the same.
   *
   * @param problem what
   */
  record ProblemSeen(ProblemStatus problem) implements JournalEntry {}

  /**
   * A change ended. One without this line was killed.
   *
   * @param ending how
   */
  record OperationEnded(OperationEnding ending) implements JournalEntry {}

  /** Why a step was not begun. */
  enum SkipReason {
    /** What it makes is there. */
    @JsonProperty("done")
    DONE,
    /** Something before it failed, or the change was cancelled. */
    @JsonProperty("not_reached")
    NOT_REACHED
  }

  /** How a change ended. */
  enum OperationEnding {
    /** All of it is done. */
    @JsonProperty("completed")
    COMPLETED,
    /** Something failed. */
    @JsonProperty("failed")
    FAILED,
    /** Somebody interrupted it. */
    @JsonProperty("cancelled")
    CANCELLED
  }
}
