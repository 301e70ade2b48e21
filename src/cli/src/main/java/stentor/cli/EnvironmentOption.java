package stentor.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import stentor.protocol.environment.EnvironmentName;

/** The option that every command takes. */
public final class EnvironmentOption {

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      defaultValue = "default",
      converter = Converter.class,
      description = "The environment that is meant (${DEFAULT-VALUE}).")
  private EnvironmentName name = EnvironmentName.DEFAULT;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** The environment that is meant. */
  public EnvironmentName name() {
    return name;
  }

  /** How a command for the same environment spells this option; empty for the default one. */
  public String spelled() {
    return name.equals(EnvironmentName.DEFAULT) ? "" : " --environment " + name;
  }

  /** Reads a name. */
  static final class Converter implements ITypeConverter<EnvironmentName> {
    @Override
    public EnvironmentName convert(String text) {
      return EnvironmentName.of(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      ("'%s' is no environment's name (small letters, digits, inner hyphens;"
                              + " at most 20)")
                          .formatted(text)));
    }
  }
}
