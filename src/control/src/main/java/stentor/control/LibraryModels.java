package stentor.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import stentor.control.plan.StepReport;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.fetch.FetchProgress;
import stentor.models.library.ModelLibrary;
import stentor.models.store.InstalledModel;
import stentor.models.store.Presence;

/**
 * The models of this computer's library, with the news of their fetching as a step's report. Safe
 * for all threads.
 */
public final class LibraryModels implements ModelSource {

  private final Supplier<ModelLibrary> library;

  /** The models of this library, which is asked for when it is needed: most commands never do. */
  public LibraryModels(Supplier<ModelLibrary> library) {
    this.library = library;
  }

  @Override
  public String defaultModel() {
    return library.get().catalogue().defaultModel();
  }

  @Override
  public List<String> known() {
    Set<String> ids = new LinkedHashSet<>();
    ids.add(defaultModel());
    library.get().catalogue().models().forEach(model -> ids.add(model.id()));
    library.get().store().list().models().forEach(model -> ids.add(model.document().id()));
    return List.copyOf(ids);
  }

  @Override
  public Offer offer(String id) {
    Optional<CatalogueModel> fetchable = library.get().catalogue().find(id);
    Optional<InstalledModel> newest = newest(id, fetchable.isPresent());
    if (newest.isPresent()) {
      Platform.ModelVersion there = version(newest.get());
      boolean whole = isInstalled(there);
      boolean mendable =
          fetchable.filter(model -> model.version().equals(there.version())).isPresent();
      if (whole || !mendable) {
        return new Offer(there, whole, 0, whole ? Optional.empty() : damage(there));
      }
    }
    CatalogueModel model =
        fetchable.orElseThrow(() -> new ModelException(new ModelProblem.UnknownModel(id, known())));
    return new Offer(
        new Platform.ModelVersion(model.id(), model.version()),
        false,
        model.downloadBytes(),
        library.get().fetcher().obstacle(model));
  }

  /** One whose document cannot be read counts as none where another can be fetched. */
  private Optional<InstalledModel> newest(String id, boolean fetchable) {
    try {
      return library.get().store().find(id);
    } catch (ModelException unreadable) {
      if (fetchable && unreadable.problem() instanceof ModelProblem.MalformedDocument) {
        return Optional.empty();
      }
      throw unreadable;
    }
  }

  private Optional<ModelProblem> damage(Platform.ModelVersion model) {
    return switch (library
        .get()
        .store()
        .examine(model.id(), model.version(), Cancellation.never())) {
      case Presence.Unsound(ModelProblem problem) -> Optional.of(problem);
      case Presence.Sound _, Presence.Absent _ -> Optional.empty();
    };
  }

  @Override
  public boolean isInstalled(Platform.ModelVersion model) {
    return library.get().store().examine(model.id(), model.version(), Cancellation.never())
        instanceof Presence.Sound;
  }

  @Override
  public Platform.ModelVersion install(String id, StepReport report) throws InterruptedException {
    try {
      return version(
          library.get().obtain(id, progress -> tell(id, progress, report), Cancellation.never()));
    } catch (ModelException failed) {
      if (failed.problem() instanceof ModelProblem.Cancelled && Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw failed;
    }
  }

  private static Platform.ModelVersion version(InstalledModel model) {
    return new Platform.ModelVersion(model.document().id(), model.document().version());
  }

  private static void tell(String id, FetchProgress progress, StepReport report) {
    switch (progress) {
      case FetchProgress.Waiting waiting ->
          report.note(
              "The model %s is being fetched by another command; waiting for it"
                  .formatted(waiting.model()));
      case FetchProgress.Replacing replacing -> report.problem(replacing.problem());
      case FetchProgress.Downloading loading -> report.progress(loading.bytes(), loading.total());
      case FetchProgress.Retrying retrying ->
          report.note(
              "The connection failed while fetching %s (%s); trying again"
                  .formatted(id, retrying.reason()));
      case FetchProgress.StartingOver over ->
          report.note(
              "What arrived of %s is not what was pinned (%s); once more"
                  .formatted(id, over.reason()));
      case FetchProgress.Unpacking _, FetchProgress.Installed _ -> {}
    }
  }
}
