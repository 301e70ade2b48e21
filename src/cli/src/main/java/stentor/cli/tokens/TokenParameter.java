package stentor.cli.tokens;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import stentor.protocol.access.TokenName;

/** The token that is meant, by its name. */
final class TokenParameter {

  @Parameters(
      paramLabel = "NAME",
      converter = Converter.class,
      description = "Name of the token, for example of the program that uses it.")
  private @Nullable TokenName name;

  /** The name. */
  TokenName name() {
    return Objects.requireNonNull(name);
  }

  /** Reads a name. */
  static final class Converter implements ITypeConverter<TokenName> {
    @Override
    public TokenName convert(String text) {
      return TokenName.of(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      ("'%s' is no token's name (small letters, digits, inner hyphens;"
                              + " at most 20)")
                          .formatted(text)));
    }
  }
}
