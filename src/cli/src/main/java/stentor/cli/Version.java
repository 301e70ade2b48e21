package stentor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version this program was built as. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IllegalStateException("The program was built without its version");
      }
      return new String[] {
        CommandTree.NAME + " " + new String(text.readAllBytes(), StandardCharsets.UTF_8).strip()
      };
    }
  }
}
