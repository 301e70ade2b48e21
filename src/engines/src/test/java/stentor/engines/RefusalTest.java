package stentor.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stentor.engines.EngineProblem.BadModel;
import stentor.engines.moonshine.MoonshineEngineProvider;
import stentor.engines.vosk.VoskEngineProvider;
import stentor.engines.whisper.WhisperEngineProvider;

/** What every engine with models refuses; it needs no model. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefusalTest {

  @TempDir private Path folder;

  static List<EngineProvider> providers() {
    return List.of(
        new MoonshineEngineProvider(), new VoskEngineProvider(), new WhisperEngineProvider());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void folder_without_a_model_is_refused(EngineProvider provider) {
    refuses(provider, folder);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void folder_that_is_not_there_is_refused(EngineProvider provider) {
    refuses(provider, folder.resolve("nowhere"));
  }

  private static void refuses(EngineProvider provider, Path model) {
    assertThatThrownBy(() -> provider.load(model, new EngineSettings(1)))
        .isInstanceOfSatisfying(
            EngineException.class,
            refused -> {
              assertThat(refused.problem()).isInstanceOf(BadModel.class);
              assertThat(refused.problem().what()).contains(model.toString());
              assertThat(refused.problem().why()).isNotBlank();
            });
  }
}
