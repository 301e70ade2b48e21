package stentor.models.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file of the model is taken out of a member of the package that is not the file itself, so
 * that no engine has to understand the member.
 *
 * @param kind the way
 * @param constant name of the constant that holds the content
 */
public record Extraction(Kind kind, String constant) {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The ways there are. */
  public enum Kind {
    /** The base64 (RFC 4648) text of the string literal that a constant of a script is set to. */
    BASE64_STRING_LITERAL;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Kind parse(String word) {
      if (word.equals("base64-string-literal")) {
        return BASE64_STRING_LITERAL;
      }
      throw new IllegalArgumentException("not a way of extraction: " + word);
    }
  }

  /** Checks the name. */
  @JsonCreator
  public Extraction(@JsonProperty("kind") Kind kind, @JsonProperty("constant") String constant) {
    if (kind == null || constant == null || !IDENTIFIER.matcher(constant).matches()) {
      throw new IllegalArgumentException("an extraction lacks its kind or its constant");
    }
    this.kind = kind;
    this.constant = constant;
  }

  /**
   * The content of the file.
   *
   * @param member the bytes of the member
   * @throws IllegalArgumentException if the member does not hold what it should
   */
  public byte[] apply(byte[] member) {
    return switch (kind) {
      case BASE64_STRING_LITERAL -> base64StringLiteral(member);
    };
  }

  private byte[] base64StringLiteral(byte[] script) {
    Matcher declaration =
        Pattern.compile("\\b" + constant + "\\s*=\\s*[\"'`]([A-Za-z0-9+/=]++)[\"'`]")
            .matcher(new String(script, StandardCharsets.UTF_8));
    if (!declaration.find()) {
      throw new IllegalArgumentException("no constant " + constant + " set to base64 text");
    }
    return Base64.getDecoder().decode(declaration.group(1));
  }
}
