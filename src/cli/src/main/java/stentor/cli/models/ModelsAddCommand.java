package stentor.cli.models;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.models.add.Added;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;

/** {@code stentor models add}. */
@Command(
    name = "add",
    description = "Adds a model that you have: a folder with a model.json.",
    footer = {
      "",
      "Each file that model.json lists must be there with its size and SHA-256; no other is taken.",
      "The folder stays as it is. stentor up --model ID serves the model then.",
      "Archives, and folders without a model.json, cannot be added yet."
    })
public final class ModelsAddCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(paramLabel = "PATH", description = "The folder.")
  private @Nullable Path path;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command of this session. */
  public ModelsAddCommand(Session session) {
    this.session = session;
  }

  /**
   * The answer as JSON.
   *
   * @param schema version of the document, 1
   * @param added whether it was added now; else it was there already
   * @param model the model
   */
  record Answer(int schema, boolean added, ModelEntry model) {}

  @Override
  public Integer call() throws InterruptedException {
    Added added;
    try (Progress progress = session.progress()) {
      added = session.services().models().add(Objects.requireNonNull(path), progress);
    }
    session.terminal().answer(json ? json(added) : text(added));
    return ExitStatus.DONE;
  }

  private String json(Added added) {
    ModelEntry entry = ModelEntry.ofInstalled(session.services().library().get(), added.model());
    return new String(
        Documents.write(new Answer(Versioned.SCHEMA, added.isNew(), entry)),
        StandardCharsets.UTF_8);
  }

  private static String text(Added added) {
    return added.model().title() + (added.isNew() ? " added" : " was there already");
  }
}
