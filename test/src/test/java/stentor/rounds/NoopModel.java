package stentor.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import stentor.engines.noop.NoopEngineProvider;
import stentor.models.store.ModelStore;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;

/** The model that recognises nothing, in a home folder. */
public final class NoopModel {

  /** Its id. */
  public static final String ID = "noop";

  static final String VERSION = "1";

  private NoopModel() {}

  /** Puts it there. */
  static void install(Path home, int millisecondsPerAudioSecond) throws IOException {
    byte[] pace =
        (NoopEngineProvider.PACE + "=" + millisecondsPerAudioSecond + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    Path models = Files.createDirectories(home.resolve("models"));
    Path built = Files.createDirectory(models.resolve(".building"));
    Files.write(built.resolve(NoopEngineProvider.FILE), pace);
    new ModelStore(models)
        .publish(
            built,
            new ModelDocument(
                ModelDocument.SCHEMA,
                ID,
                VERSION,
                "An engine that recognises nothing",
                ModelTask.TRANSCRIBE,
                "noop",
                List.of("en"),
                "Apache-2.0",
                "made by a test",
                16_000,
                List.of(new ModelFile(NoopEngineProvider.FILE, pace.length, sha256(pace)))));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
