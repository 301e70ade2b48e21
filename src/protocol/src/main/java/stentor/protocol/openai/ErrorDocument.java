package stentor.protocol.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An answer that tells of an error, as OpenAI's API shapes it.
 *
 * @param error the error
 */
public record ErrorDocument(Body error) {

  /** An error about nothing in particular of the request. */
  public static ErrorDocument of(String message, String type, String code) {
    return new ErrorDocument(new Body(message, type, null, code));
  }

  /**
   * The error itself. All four members are always written, {@code param} as null where none is to
   * blame: clients of OpenAI's expect that.
   *
   * @param message what happened, why, what to do
   * @param type {@code invalid_request_error}, {@code server_error}, ...
   * @param param the request's parameter that is to blame
   * @param code short stable code
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Body(String message, String type, @Nullable String param, @Nullable String code) {}
}
