package stentor.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import stentor.control.event.EventStream;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.fetch.FetchProgress;
import stentor.models.library.ModelLibrary;
import stentor.models.store.InstalledModel;

/**
 * The models of this computer's library, with the news of their fetching as events. Safe for all
 * threads.
 */
public final class LibraryModels implements ModelSource {

  private static final String STEP = "fetch";

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
  public Platform.ModelVersion install(String id, EventStream events) throws InterruptedException {
    Fetching fetching = new Fetching(id, events);
    try {
      InstalledModel model = library.get().obtain(id, fetching::tell, Cancellation.never());
      fetching.step.ifPresent(EventStream.Step::finish);
      return new Platform.ModelVersion(model.document().id(), model.document().version());
    } catch (ModelException failed) {
      if (failed.problem() instanceof ModelProblem.Cancelled && Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw failed;
    }
  }

  /** One fetching, told on as a step that begins with its first byte. */
  private static final class Fetching {
    private final String id;
    private final EventStream events;
    private Optional<EventStream.Step> step = Optional.empty();

    Fetching(String id, EventStream events) {
      this.id = id;
      this.events = events;
    }

    void tell(FetchProgress progress) {
      switch (progress) {
        case FetchProgress.Waiting waiting ->
            events.note(
                "The model %s is being fetched by another command; waiting for it"
                    .formatted(waiting.model()));
        case FetchProgress.Replacing replacing -> events.problem(replacing.problem());
        case FetchProgress.Downloading loading -> {
          EventStream.Step begun =
              step.orElseGet(() -> events.start(STEP, "Fetch the model " + id));
          step = Optional.of(begun);
          begun.progress(loading.bytes(), loading.total());
        }
        case FetchProgress.Retrying retrying ->
            events.note("The connection failed (%s); trying again".formatted(retrying.reason()));
        case FetchProgress.StartingOver over ->
            events.note(
                "What arrived is not what was pinned (%s); once more".formatted(over.reason()));
        case FetchProgress.Unpacking _, FetchProgress.Installed _ -> {}
      }
    }
  }
}
