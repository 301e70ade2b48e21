package stentor.cli.credentials;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import stentor.control.secret.AccessKeys;

/** The access keys that are meant, by their name. */
final class NameParameter {

  @Parameters(
      paramLabel = "NAME",
      converter = Converter.class,
      description = "Name of the access keys, which --profile takes.")
  private @Nullable String name;

  /** The name. */
  String name() {
    return Objects.requireNonNull(name);
  }

  /** Reads a name. */
  static final class Converter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!AccessKeys.isName(text)) {
        throw new TypeConversionException(
            "'%s' is no name of access keys (letters, digits, inner . _ -; at most 64)"
                .formatted(text));
      }
      return text;
    }
  }
}
