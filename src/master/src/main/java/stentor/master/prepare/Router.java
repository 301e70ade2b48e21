package stentor.master.prepare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.language.Candidate;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.ServedModels;
import stentor.protocol.job.ServedModels.ServedModel;

/**
 * Chooses the model for a request by the names in it, or the models among which what is said
 * decides. Safe for all threads.
 */
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
   * @param language BCP 47 tag that was named, or several with commas between, of which it is one;
   *     absent: any
   * @throws MasterException if there is no such model, or no worker can come for it
   */
  public Route route(Optional<String> model, Optional<String> language) {
    List<ServedModel> candidates = model.map(this::named).map(List::of).orElseGet(this::models);
    List<String> languages =
        candidates.stream().flatMap(one -> one.languages().stream()).distinct().toList();
    List<String> asked = language.map(Router::tags).orElse(List.of());
    Route route =
        asked.size() == 1
            ? byLanguage(candidates, languages, asked.getFirst())
            : byDefault(narrowed(candidates, languages, asked), model.isPresent());
    checkAvailable(route);
    return route;
  }

  private static List<String> tags(String language) {
    return Stream.of(language.split(","))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .distinct()
        .toList();
  }

  /** The models of the languages that were asked for; all where none was. */
  private static List<ServedModel> narrowed(
      List<ServedModel> candidates, List<String> languages, List<String> asked) {
    return asked.isEmpty()
        ? candidates
        : asked.stream()
            .map(tag -> byLanguage(candidates, languages, tag).model())
            .distinct()
            .toList();
  }

  private static void checkAvailable(Route route) {
    List<ServedModel> models = route.candidates().stream().map(Candidate::model).toList();
    if (models.stream().allMatch(model -> model.unavailable().isPresent())) {
      ServedModel first = models.getFirst();
      throw new MasterException(
          new MasterProblem.NoWorker(
              first.id(), first.unavailable().map(Failure::message).orElse("")));
    }
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

  private static Route.Chosen byLanguage(
      List<ServedModel> candidates, List<String> languages, String language) {
    for (ServedModel candidate : candidates) {
      for (String known : candidate.languages()) {
        if (sameLanguage(known, language)) {
          return new Route.Chosen(candidate, new LanguageDecision(known, "named", List.of()));
        }
      }
    }
    throw new MasterException(new MasterProblem.LanguageNotSupported(language, languages));
  }

  private static Route byDefault(List<ServedModel> models, boolean modelNamed) {
    if (models.isEmpty()) {
      throw new MasterException(
          new MasterProblem.NoWorker("auto", "this environment serves no model"));
    }
    if (models.size() == 1 && models.getFirst().languages().size() > 1) {
      throw new MasterException(new MasterProblem.LanguageNeeded(models.getFirst().languages()));
    }
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    for (ServedModel model : models) {
      for (String language : model.languages()) {
        candidates.putIfAbsent(language, new Candidate(language, model));
      }
    }
    if (candidates.size() > 1) {
      return new Route.Among(List.copyOf(candidates.values()));
    }
    Candidate only = candidates.values().iterator().next();
    return new Route.Chosen(
        only.model(),
        new LanguageDecision(only.language(), modelNamed ? "model" : "only", List.of()));
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

  /** Where a request goes. */
  public sealed interface Route {

    /** The languages that it may be, in order of preference; one or more. */
    List<Candidate> candidates();

    /** What is decided about the language beforehand; absent where what is said decides. */
    Optional<LanguageDecision> decided();

    /** Id of the model, or of the first that it may be. */
    default String modelId() {
      return candidates().getFirst().model().id();
    }

    /**
     * To one model.
     *
     * @param language the language, and why
     */
    record Chosen(ServedModel model, LanguageDecision language) implements Route {
      @Override
      public List<Candidate> candidates() {
        return List.of(new Candidate(language.chosen(), model));
      }

      @Override
      public Optional<LanguageDecision> decided() {
        return Optional.of(language);
      }
    }

    /**
     * To one of several, for each part by what is said in it.
     *
     * @param candidates two or more, of languages that differ, in order of preference
     */
    record Among(List<Candidate> candidates) implements Route {

      /** Copies the list. */
      public Among {
        candidates = List.copyOf(candidates);
      }

      @Override
      public Optional<LanguageDecision> decided() {
        return Optional.empty();
      }
    }
  }
}
