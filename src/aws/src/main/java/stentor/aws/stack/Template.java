package stentor.aws.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A CloudFormation template.
 *
 * @param name its file's name without the ending
 * @param body its text, YAML
 */
public record Template(String name, String body) {

  private static final int FINGERPRINT_BYTES = 16;

  /** The template of this name that comes with Stentor. */
  public static Template named(String name) {
    String path = "/stentor/aws/cloudformation/" + name + ".yaml";
    try (InputStream stream = Template.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("No such template: " + name);
      }
      return new Template(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Tells apart what a stack was made of: of the template and these parameters. */
  public String fingerprint(Map<String, String> parameters) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(body.getBytes(StandardCharsets.UTF_8));
      new TreeMap<>(parameters)
          .forEach(
              (key, value) ->
                  digest.update(("\0" + key + "\0" + value).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
