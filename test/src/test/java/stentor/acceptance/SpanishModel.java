package stentor.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.models.Cancellation;
import stentor.models.catalogue.CatalogueMember;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.catalogue.NpmPackage;
import stentor.models.fetch.FetchListener;
import stentor.models.fetch.ModelFetcher;
import stentor.models.store.InstalledModel;
import stentor.models.store.ModelStore;
import stentor.models.store.Sha256;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;

/**
 * Moonshine base Spanish, as somebody has it who made a folder of it. Its licence (Moonshine
 * Community License) is not free enough for the catalogue, so it is fetched by tests only.
 */
final class SpanishModel {

  static final String ID = "moonshine-base-es";

  private static final String FOLDER = "package/dist/model/base-es-non-commercial/quantized/";
  private static final CatalogueModel PACKAGE =
      new CatalogueModel(
          ID,
          "0.1.21",
          "Moonshine base (Spanish)",
          ModelTask.TRANSCRIBE,
          "moonshine",
          List.of("es"),
          "Moonshine Community License",
          16_000,
          List.of(
              new CataloguePackage(
                  NpmPackage.parse("pkg:npm/%40usefulsensors/moonshine-js@0.1.21"),
                  "Moonshine Community License",
                  68_637_630,
                  "4e688f6263a17db772ccf10ed79ad3189cf45a66b4643ecd8b2c60d8bc7c0c36",
                  94_637_568,
                  List.of(
                      member(
                          "encoder_model.onnx",
                          20_719_501,
                          "cb1715ea8a3610c89a94b677f24e4c623d68dc608e8d2d33d5ccf0a6f62a7d13"),
                      member(
                          "decoder_model_merged.onnx",
                          43_350_633,
                          "46b0fc488df4de5ea424762129c2dfe193558baff059ae3b7639aef108648969")))));

  private SpanishModel() {}

  private static CatalogueMember member(String name, long bytes, String sha256) {
    return new CatalogueMember(FOLDER + name, Optional.empty(), new ModelFile(name, bytes, sha256));
  }

  /**
   * Makes the folder: fetches the package from the registry of this computer, and takes the
   * vocabulary, which is LLaMA's for all Moonshine models, from another one.
   *
   * @param folder not there yet
   * @param fetched folder for what is fetched
   * @param english folder of an installed Moonshine model
   */
  static Path make(Path folder, Path fetched, Path english) throws IOException {
    ModelStore store = new ModelStore(fetched);
    InstalledModel networks =
        ModelFetcher.of(store, System.getenv())
            .fetch(PACKAGE, FetchListener.none(), Cancellation.never());
    Files.createDirectories(folder);
    List<ModelFile> files = new ArrayList<>();
    for (ModelFile file : networks.document().files()) {
      Files.copy(networks.folder().resolve(file.path()), folder.resolve(file.path()));
      files.add(file);
    }
    Path vocabulary = folder.resolve("vocabulary.txt");
    Files.copy(english.resolve("vocabulary.txt"), vocabulary);
    files.add(
        new ModelFile(
            "vocabulary.txt", Files.size(vocabulary), Sha256.of(vocabulary, Cancellation.never())));
    ModelDocument described = networks.document();
    ModelDocument document =
        new ModelDocument(
            described.schema(),
            described.id(),
            described.version(),
            described.name(),
            described.task(),
            described.engine(),
            described.languages(),
            described.licence(),
            described.source(),
            described.sampleRate(),
            files);
    Files.write(folder.resolve(ModelDocument.FILE), Documents.writeIndented(document));
    return folder;
  }
}
