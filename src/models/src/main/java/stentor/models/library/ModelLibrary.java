package stentor.models.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.StentorHome;
import stentor.models.catalogue.Catalogue;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.fetch.FetchListener;
import stentor.models.fetch.ModelFetcher;
import stentor.models.store.InstalledModel;
import stentor.models.store.ModelStore;

/**
 * All models a user has: those of the store, and those of the catalogue, which are fetched when
 * they are first asked for. Safe for all threads and processes.
 *
 * @param catalogue what can be fetched
 * @param store what is installed
 * @param fetcher installs from the catalogue
 */
public record ModelLibrary(Catalogue catalogue, ModelStore store, ModelFetcher fetcher) {

  /** The library of a home, with the built-in catalogue and this computer's registry. */
  public static ModelLibrary of(StentorHome home, Map<String, String> environment) {
    ModelStore store = new ModelStore(home.models());
    return new ModelLibrary(Catalogue.builtIn(), store, ModelFetcher.of(store, environment));
  }

  /**
   * The library of a home, made when it is first asked for and kept: most commands, and the first
   * window, do not need it. Safe for all threads.
   */
  public static Supplier<ModelLibrary> onceAsked(
      StentorHome home, Map<String, String> environment) {
    return new Supplier<>() {
      private Optional<ModelLibrary> library = Optional.empty();

      @Override
      public synchronized ModelLibrary get() {
        ModelLibrary made = library.orElseGet(() -> of(home, environment));
        library = Optional.of(made);
        return made;
      }
    };
  }

  /** The library of this process. */
  public static ModelLibrary ofThisProcess() {
    return of(StentorHome.ofThisProcess(), System.getenv());
  }

  /**
   * A model for use: the newest that is installed, else the catalogue's, which is fetched. A
   * damaged one of the catalogue is set aside and fetched again, and the listener is told. Blocks;
   * call it on a virtual thread.
   *
   * @param id any text
   * @throws ModelException if there is none, it cannot be fetched, is damaged and not the
   *     catalogue's, or if it was cancelled
   */
  public InstalledModel obtain(String id, FetchListener listener, Cancellation cancellation) {
    Optional<CatalogueModel> fetchable = catalogue.find(id);
    try {
      return store.open(id, cancellation);
    } catch (ModelException failed) {
      if (fetchable.isPresent() && isMendable(failed.problem(), fetchable.get())) {
        return fetcher.fetch(fetchable.get(), listener, cancellation);
      }
      throw failed.problem() instanceof ModelProblem.UnknownModel ? unknown(id) : failed;
    }
  }

  private boolean isMendable(ModelProblem problem, CatalogueModel fetchable) {
    return switch (problem) {
      case ModelProblem.UnknownModel _ -> true;
      case ModelProblem.Damaged damaged -> damaged.version().equals(fetchable.version());
      case ModelProblem.MalformedDocument malformed ->
          malformed.folder().endsWith(fetchable.version());
      case ModelProblem.NoNetwork _,
          ModelProblem.RegistryRefused _,
          ModelProblem.RegistryUnknown _,
          ModelProblem.SourceMissing _,
          ModelProblem.WrongHash _,
          ModelProblem.MalformedArchive _,
          ModelProblem.DiskFull _,
          ModelProblem.StoreFailed _,
          ModelProblem.PathMissing _,
          ModelProblem.NotRecognised _,
          ModelProblem.UnusableDocument _,
          ModelProblem.WrongFiles _,
          ModelProblem.OtherContent _,
          ModelProblem.Cancelled _ ->
          false;
    };
  }

  private ModelException unknown(String id) {
    List<String> known =
        Stream.concat(
                catalogue.models().stream().map(CatalogueModel::id),
                store.list().models().stream().map(model -> model.document().id()))
            .distinct()
            .sorted()
            .toList();
    return new ModelException(new ModelProblem.UnknownModel(id, known));
  }
}
