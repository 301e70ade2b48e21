package stentor.protocol.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a model does with speech. */
public enum ModelTask {
  /** Speech to text. */
  TRANSCRIBE,
  /** Speech to one label of a closed set, such as the language that is spoken. */
  RECOGNISE;

  /** The task as documents spell it: {@code transcribe} or {@code recognise}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The task that a document spells. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ModelTask parse(String word) {
    return Arrays.stream(values())
        .filter(task -> task.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the task is not one of "
                        + Arrays.stream(values())
                            .map(ModelTask::word)
                            .collect(Collectors.joining(", "))));
  }
}
