package stentor.master.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.prepare.Router.Route;
import stentor.protocol.job.Failure;
import stentor.protocol.job.ServedModels;
import stentor.protocol.job.ServedModels.ServedModel;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RouterTest {

  private static final ServedModel ENGLISH = model("tiny-en", "en");
  private static final ServedModel LARGE_ENGLISH = model("large-en", "en");
  private static final ServedModel SPANISH = model("base-es", "es");
  private static final ServedModel GERMAN = model("base-de", "de");

  @Test
  void with_one_language_nothing_need_be_named() {
    Route.Chosen route =
        chosen(router(ENGLISH, LARGE_ENGLISH).route(Optional.empty(), Optional.empty()));

    assertThat(route.model()).isEqualTo(ENGLISH);
    assertThat(route.language().chosen()).isEqualTo("en");
    assertThat(route.language().reason()).isEqualTo("only");
  }

  @Test
  void the_named_language_chooses_the_first_model_that_knows_it() {
    Router router = router(ENGLISH, SPANISH);

    assertThat(chosen(router.route(Optional.empty(), Optional.of("es"))).model())
        .isEqualTo(SPANISH);
    assertThat(chosen(router.route(Optional.empty(), Optional.of("ES_mx"))).model())
        .isEqualTo(SPANISH);
    assertThat(chosen(router.route(Optional.empty(), Optional.of("en-GB"))).language().reason())
        .isEqualTo("named");
  }

  @Test
  void the_named_model_is_taken_and_its_language_with_it() {
    Route.Chosen route =
        chosen(router(ENGLISH, SPANISH).route(Optional.of("base-es"), Optional.empty()));

    assertThat(route.model()).isEqualTo(SPANISH);
    assertThat(route.language().reason()).isEqualTo("model");
  }

  @Test
  void auto_and_whisper_1_and_nothing_name_no_model_and_auto_names_no_language() {
    for (String none : List.of("", " ", "auto", "whisper-1")) {
      assertThat(Router.namedModel(Optional.of(none))).as(none).isEmpty();
    }
    assertThat(Router.namedModel(Optional.of("tiny-en"))).contains("tiny-en");
    assertThat(Router.namedLanguage(Optional.of("AUTO"))).isEmpty();
    assertThat(Router.namedLanguage(Optional.of("en"))).contains("en");
  }

  @Test
  void an_unknown_model_is_told_with_those_there_are() {
    assertThatThrownBy(() -> router(ENGLISH, SPANISH).route(Optional.of("huge"), Optional.empty()))
        .isInstanceOfSatisfying(
            MasterException.class,
            failed ->
                assertThat(failed.problem())
                    .isEqualTo(
                        new MasterProblem.ModelNotFound("huge", List.of("tiny-en", "base-es"))));
  }

  @Test
  void a_language_that_no_model_or_not_the_named_one_knows_is_told_with_those_there_are() {
    assertThatThrownBy(() -> router(ENGLISH).route(Optional.empty(), Optional.of("zh")))
        .isInstanceOfSatisfying(
            MasterException.class,
            failed ->
                assertThat(failed.problem())
                    .isEqualTo(new MasterProblem.LanguageNotSupported("zh", List.of("en"))));
    assertThatThrownBy(
            () -> router(ENGLISH, SPANISH).route(Optional.of("tiny-en"), Optional.of("es")))
        .isInstanceOfSatisfying(
            MasterException.class,
            failed -> assertThat(failed.problem().code()).isEqualTo("language_not_supported"));
  }

  @Test
  void with_several_languages_what_is_said_decides_between_the_first_models_of_each() {
    Route route =
        router(ENGLISH, LARGE_ENGLISH, SPANISH, GERMAN).route(Optional.empty(), Optional.empty());

    assertThat(candidates(route)).containsExactly("en:tiny-en", "es:base-es", "de:base-de");
  }

  @Test
  void several_languages_that_were_named_narrow_the_choice() {
    Router router = router(ENGLISH, SPANISH, GERMAN);

    assertThat(candidates(router.route(Optional.empty(), Optional.of("de, es"))))
        .containsExactly("de:base-de", "es:base-es");
    assertThat(chosen(router.route(Optional.empty(), Optional.of("es,"))).model())
        .isEqualTo(SPANISH);
    assertThatThrownBy(() -> router.route(Optional.empty(), Optional.of("es,zh")))
        .isInstanceOfSatisfying(
            MasterException.class,
            failed -> assertThat(failed.problem().code()).isEqualTo("language_not_supported"));
  }

  @Test
  void a_model_of_several_languages_does_not_say_which_it_hears() {
    ServedModel many =
        new ServedModel(
            "many", "1", "transcribe", List.of("en", "es"), 0, Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> router(many).route(Optional.empty(), Optional.empty()))
        .isInstanceOfSatisfying(
            MasterException.class,
            failed -> assertThat(failed.problem().code()).isEqualTo("language_required"));
  }

  @Test
  void a_model_for_which_no_worker_can_come_is_told_at_once() {
    ServedModel broken =
        new ServedModel(
            "tiny-en",
            "1",
            "transcribe",
            List.of("en"),
            0,
            Optional.empty(),
            Optional.of(new Failure("model_unusable", "Its encoder is damaged.")));

    assertThatThrownBy(() -> router(broken).route(Optional.empty(), Optional.empty()))
        .isInstanceOfSatisfying(
            MasterException.class,
            failed -> {
              assertThat(failed.problem().status()).isEqualTo(503);
              assertThat(failed.problem().code()).isEqualTo("no_worker");
              assertThat(failed.problem().why()).contains("encoder is damaged");
            });
  }

  private static Route.Chosen chosen(Route route) {
    assertThat(route).isInstanceOf(Route.Chosen.class);
    return (Route.Chosen) route;
  }

  private static List<String> candidates(Route route) {
    assertThat(route).isInstanceOf(Route.Among.class);
    return ((Route.Among) route)
        .candidates().stream()
            .map(candidate -> candidate.language() + ":" + candidate.model().id())
            .toList();
  }

  private static Router router(ServedModel... models) {
    return new Router(() -> new ServedModels(1, List.of(models)));
  }

  private static ServedModel model(String id, String language) {
    return new ServedModel(
        id, "1", "transcribe", List.of(language), 0, Optional.empty(), Optional.empty());
  }
}
