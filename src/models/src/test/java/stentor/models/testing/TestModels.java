package stentor.models.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import stentor.models.catalogue.CatalogueModel;
import stentor.protocol.model.ModelTask;

/** Small models with real archives. */
public final class TestModels {

  /** Incompressible, so that the archive is as large as it; the same each time. */
  public static final byte[] WEIGHTS = random(300_000);

  public static final byte[] VOCABULARY =
      "<unk>\n<s>\na\rb\n\u2009x".getBytes(StandardCharsets.UTF_8);

  private TestModels() {}

  /** The package with the weights. */
  public static PackageBuilder.Built weights() {
    return new PackageBuilder("pkg:npm/%40lab/tiny@1.2.3")
        .entry("package/package.json", (byte) '0', 2, new byte[] {'{', '}'})
        .member("package/dist/weights.onnx", "am/weights.onnx", WEIGHTS)
        .build();
  }

  /** The package with the vocabulary inside a script. */
  public static PackageBuilder.Built vocabulary() {
    String script =
        "const other = \"abcd\";\nconst pieces = \""
            + Base64.getEncoder().encodeToString(VOCABULARY)
            + "\";\n";
    return new PackageBuilder("pkg:npm/words@2.0.0")
        .script("package/words.js", script, "pieces", "vocabulary.txt", VOCABULARY)
        .build();
  }

  /** A model of these packages. */
  public static CatalogueModel model(PackageBuilder.Built... packages) {
    return new CatalogueModel(
        "tiny-en",
        "1.2.3",
        "Tiny",
        ModelTask.TRANSCRIBE,
        "moonshine",
        List.of("en"),
        "MIT",
        16_000,
        Arrays.stream(packages).map(PackageBuilder.Built::line).toList());
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
