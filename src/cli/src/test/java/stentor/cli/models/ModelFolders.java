package stentor.cli.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stentor.models.store.Sha256;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;

/** Folders as people have them, with a model in each. */
final class ModelFolders {

  private ModelFolders() {}

  static Path make(Path folder, String id, String language, ModelTask task) throws IOException {
    byte[] weights = ("weights of " + id).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(folder);
    Files.write(folder.resolve("weights.onnx"), weights);
    ModelDocument document =
        new ModelDocument(
            1,
            id,
            "1",
            id,
            task,
            "moonshine",
            List.of(language),
            "MIT",
            "own",
            16_000,
            List.of(new ModelFile("weights.onnx", weights.length, Sha256.of(weights))));
    Files.write(folder.resolve("model.json"), Documents.writeIndented(document));
    return folder;
  }
}
