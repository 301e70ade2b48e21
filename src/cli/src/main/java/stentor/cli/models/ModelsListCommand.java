package stentor.cli.models;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.library.ModelLibrary;
import stentor.models.store.InstalledModel;
import stentor.models.store.ModelStore;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelDocument;

/** {@code stentor models list}. */
@Command(
    name = "list",
    description = "Lists the models of this computer and those that can be fetched.")
public final class ModelsListCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private EnvironmentOption environment = new EnvironmentOption();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command of this session. */
  public ModelsListCommand(Session session) {
    this.session = session;
  }

  /**
   * The answer as JSON.
   *
   * @param schema version of the document, 1
   * @param models all of them, installed ones first
   */
  record Listing(int schema, List<ModelEntry> models) {}

  @Override
  public Integer call() {
    ModelLibrary library = session.services().library().get();
    ModelStore.Listing stored = library.store().list();
    List<ModelEntry> entries = entries(library, stored);
    if (json) {
      session
          .terminal()
          .answer(new String(Documents.write(new Listing(1, entries)), StandardCharsets.UTF_8));
    } else {
      entries.stream().map(ModelsListCommand::row).forEach(session.terminal()::answer);
    }
    stored.problems().forEach(session.terminal()::problem);
    return stored.problems().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private static List<ModelEntry> entries(ModelLibrary library, ModelStore.Listing stored) {
    List<ModelEntry> entries = new ArrayList<>();
    for (InstalledModel model : stored.models()) {
      entries.add(ModelEntry.ofInstalled(library, model));
    }
    for (CatalogueModel model : library.catalogue().models()) {
      ModelDocument document = model.document();
      Optional<ModelEntry> same =
          entries.stream()
              .filter(entry -> entry.id().equals(document.id()))
              .filter(entry -> entry.version().equals(document.version()))
              .findFirst();
      if (same.isEmpty()) {
        entries.add(ModelEntry.ofFetchable(library, document));
      }
    }
    return entries;
  }

  private static String row(ModelEntry entry) {
    String state = entry.installed() ? "installed" : "fetched at first use";
    if (entry.calibrated()) {
      state += ", calibrated";
    }
    return String.format(
        Locale.ROOT,
        "%-28s %-12s %-10s %10s  %s",
        entry.id(),
        entry.version(),
        String.join(",", entry.languages()),
        String.format(Locale.ROOT, "%.1f MB", entry.bytes() / 1e6),
        entry.isDefault() ? state + ", default" : state);
  }
}
