package stentor.master.prepare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.ServedModels;
import stentor.protocol.job.ServedModels.ServedModel;

/** Chooses the model for a request by the names in it. Safe for all threads. */
public final class Router {

  /**
   * What a client says that leaves the choice to us; the second is what OpenAI's clients must say.
   */
  private static final List<String> ANY_MODEL = List.of("auto", "whisper-1");

  private static final String ANY_LANGUAGE = "auto";

  private final Supplier<ServedModels> served;

  /** Chooses among these. */
  public Router(Supplier<ServedModels> served) {
    this.served = served;
  }

  /** The models that transcribe, in order of preference. */
  public List<ServedModel> models() {
    return served.get().models().stream()
        .filter(model -> model.task().equals(JobRequest.TRANSCRIBE))
        .toList();
  }

  /** Their ids. */
  public Set<String> ids() {
    return models().stream()
        .map(ServedModel::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The model that was named, if one was. */
  public static Optional<String> namedModel(Optional<String> model) {
    return model.filter(name -> !name.isBlank() && !ANY_MODEL.contains(name));
  }

  /** The language that was named, if one was. */
  public static Optional<String> namedLanguage(Optional<String> language) {
    return language.filter(tag -> !tag.isBlank() && !tag.equalsIgnoreCase(ANY_LANGUAGE));
  }

  /**
   * The model for a request.
   *
   * @param model id that was named; absent: any
   * @param language BCP 47 tag that was named; absent: any
   * @throws MasterException if there is no such model, or no worker can come for it
   */
  public Route route(Optional<String> model, Optional<String> language) {
    List<ServedModel> candidates = model.map(this::named).map(List::of).orElseGet(this::models);
    List<String> languages =
        candidates.stream().flatMap(one -> one.languages().stream()).distinct().toList();
    Route route =
        language.isPresent()
            ? byLanguage(candidates, languages, language.get())
            : byDefault(candidates, languages, model.isPresent());
    Optional<Failure> unavailable = route.model().unavailable();
    if (unavailable.isPresent()) {
      throw new MasterException(
          new MasterProblem.NoWorker(route.model().id(), unavailable.get().message()));
    }
    return route;
  }

  private ServedModel named(String id) {
    return models().stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new MasterException(
                    new MasterProblem.ModelNotFound(
                        id, models().stream().map(ServedModel::id).toList())));
  }

  private static Route byLanguage(
      List<ServedModel> candidates, List<String> languages, String language) {
    for (ServedModel candidate : candidates) {
      for (String known : candidate.languages()) {
        if (sameLanguage(known, language)) {
          return new Route(candidate, new LanguageDecision(known, "named", List.of()));
        }
      }
    }
    throw new MasterException(new MasterProblem.LanguageNotSupported(language, languages));
  }

  private static Route byDefault(
      List<ServedModel> candidates, List<String> languages, boolean modelNamed) {
    if (candidates.isEmpty()) {
      throw new MasterException(
          new MasterProblem.NoWorker("auto", "this environment serves no model"));
    }
    if (languages.size() > 1) {
      throw new MasterException(new MasterProblem.LanguageNeeded(languages));
    }
    return new Route(
        candidates.getFirst(),
        new LanguageDecision(languages.getFirst(), modelNamed ? "model" : "only", List.of()));
  }

  /**
   * Whether a model of the tag {@code known} serves a request for {@code asked}: en serves en-GB.
   */
  private static boolean sameLanguage(String known, String asked) {
    return known.equalsIgnoreCase(asked)
        || Locale.forLanguageTag(known)
            .getLanguage()
            .equals(Locale.forLanguageTag(asked.replace('_', '-')).getLanguage());
  }

  /**
   * Where a request goes.
   *
   * @param model the model
   * @param language the language, and why
   */
  public record Route(ServedModel model, LanguageDecision language) {}
}
