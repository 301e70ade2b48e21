package stentor.app.look;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which theme a person wants. */
public enum ThemeChoice {
  /** As the system has it, also when that changes. */
  @JsonProperty("system")
  SYSTEM,
  /** Dark on light. */
  @JsonProperty("light")
  LIGHT,
  /** Light on dark. */
  @JsonProperty("dark")
  DARK
}
