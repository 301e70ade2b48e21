package stentor.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.cli.Laboratory;
import stentor.control.library.EvidenceSource;
import stentor.control.library.WorkerEvidence;
import stentor.control.problem.CalibrationProblem;
import stentor.control.problem.ControlException;
import stentor.models.store.InstalledModel;
import stentor.protocol.job.Failure;
import stentor.protocol.json.Documents;
import stentor.protocol.model.CalibrationDocument;
import stentor.protocol.model.ModelTask;
import stentor.protocol.program.EvidenceAnswer;
import stentor.speech.language.Evidence;

/** The folder of a recording says what models make of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelsCalibrateTest {

  @TempDir Path folder;
  private Laboratory laboratory;
  private Path speech;
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
    laboratory.evidence = new Ears();
    for (String language : List.of("en", "es")) {
      Path model =
          ModelFolders.make(
              folder.resolve(language), "dos-" + language, language, ModelTask.TRANSCRIBE);
      assertThat(laboratory.run("models", "add", model.toString())).isZero();
    }
    speech = folder.resolve("speech");
    record("en", 8);
    record("es-419", 8);
    record("zh", 4);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private void record(String language, int count) throws IOException {
    Path inner = Files.createDirectories(speech.resolve(language));
    for (int number = 0; number < count; number++) {
      Files.writeString(inner.resolve(language + number + ".wav"), "RIFF");
    }
  }

  private int calibrate(String... words) {
    List<String> all = new ArrayList<>(List.of("models", "calibrate", "--speech"));
    all.add(speech.toString());
    all.addAll(List.of(words));
    return laboratory.run(all.toArray(String[]::new));
  }

  private Path calibration(String id) {
    return laboratory.home().models().resolve(id).resolve("1").resolve(CalibrationDocument.FILE);
  }

  @Test
  void all_models_are_calibrated_by_one_half_and_tried_by_the_other() throws IOException {
    assertThat(calibrate()).as(laboratory.err).isZero();

    assertThat(asked).hasSize(40);
    assertThat(laboratory.out)
        .contains("dos-en 1 (en), calibrated by 4 recordings of its language and 6 others")
        .containsPattern("en \\(own\\) +4 +0 +4 ")
        .containsPattern("es-419 +4 +0 +0 ")
        .contains("All together")
        .containsPattern("en +4 +und 4 +en 4")
        .containsPattern("zh +2 +und 2 +und 2")
        .containsPattern("Right: 20.0 % before, 100.0 % now");
    CalibrationDocument written = Documents.read(calibration("dos-es"), CalibrationDocument.class);
    assertThat(written.model()).isEqualTo("dos-es");
    assertThat(written.own()).isEqualTo(4);
    assertThat(written.other()).isEqualTo(6);
    assertThat(laboratory.run("models", "list")).isZero();
    assertThat(laboratory.out).containsPattern("dos-es .* installed, calibrated");
  }

  @Test
  void as_json_it_has_the_same_figures_and_the_same_halves_each_time() {
    assertThat(calibrate("dos-en", "--json")).isZero();
    String first = laboratory.out;
    assertThat(first)
        .startsWith("{\"schema\":1,\"models\":[{\"id\":\"dos-en\"")
        .contains("\"takenAsOwnBefore\":0,\"takenAsOwn\":4")
        .doesNotContain("together");
    assertThat(calibration("dos-es")).doesNotExist();

    assertThat(calibrate("dos-en", "--json")).isZero();

    assertThat(laboratory.out).contains("\"takenAsOwnBefore\":4,\"takenAsOwn\":4");
  }

  @Test
  void what_nobody_can_read_and_what_is_no_language_is_left_out_and_told() throws IOException {
    Files.writeString(speech.resolve("en").resolve("broken.wav"), "");
    Files.writeString(speech.resolve("en").resolve("silent.wav"), "");
    Files.writeString(speech.resolve("en").resolve("notes.txt"), "");
    Files.createDirectories(speech.resolve("not a tag"));

    assertThat(calibrate("dos-en")).isZero();
    assertThat(laboratory.err)
        .contains("broken.wav: It is no audio.", "silent.wav: Nobody speaks in it.")
        .contains("not a tag is no BCP 47 tag")
        .doesNotContain("notes.txt");
  }

  @Test
  void what_cannot_be_calibrated_says_why_and_keeps_what_was_known() throws IOException {
    assertThat(calibrate("dos-es")).isZero();
    byte[] before = Files.readAllBytes(calibration("dos-es"));

    laboratory.evidence = new BrokenEars();
    assertThat(calibrate()).isEqualTo(1);
    assertThat(laboratory.err).contains("dos-es could not be run");
    assertThat(calibration("dos-en")).doesNotExist();
    assertThat(calibration("dos-es")).hasBinaryContent(before);

    assertThat(calibrate("huge")).isEqualTo(1);
    assertThat(laboratory.err).contains("There is no model huge", "dos-en, dos-es");

    Path spoken = ModelFolders.make(folder.resolve("labels"), "labels", "en", ModelTask.RECOGNISE);
    laboratory.run("models", "add", spoken.toString());
    assertThat(calibrate("labels")).isEqualTo(1);
    assertThat(laboratory.err).contains("it does not transcribe");

    speech = folder.resolve("other");
    assertThat(calibrate()).isEqualTo(1);
    assertThat(laboratory.err).contains("is no folder", "BCP 47");
    record("en", 3);
    assertThat(calibrate()).isEqualTo(1);
    assertThat(laboratory.err).contains("there are 2 and 0");
    assertThat(laboratory.run("models", "calibrate")).isEqualTo(2);
  }

  @Test
  void an_interrupt_ends_it_with_130_and_keeps_what_was_known() throws IOException {
    assertThat(calibrate()).isZero();
    byte[] before = Files.readAllBytes(calibration("dos-en"));
    laboratory.evidence = new InterruptedEars();

    assertThat(calibrate()).isEqualTo(130);
    assertThat(calibration("dos-en")).hasBinaryContent(before);
  }

  @Test
  void without_the_programs_it_is_not_available() {
    laboratory.evidence = new WorkerEvidence(Optional.empty(), folder.resolve("home"));

    assertThat(calibrate()).isEqualTo(3);
    assertThat(laboratory.err).contains("Stentor's worker is missing");
  }

  /** Less sure than usual models are, of their own language and all the more of others. */
  private class Ears implements EvidenceSource {
    @Override
    public Listener load(InstalledModel model) {
      String language = model.document().languages().getFirst();
      return new Listener() {
        @Override
        public EvidenceAnswer ask(Path recording) throws InterruptedException {
          asked.add(recording.getFileName().toString());
          return answer(language, recording);
        }

        @Override
        public void close() {}
      };
    }

    EvidenceAnswer answer(String language, Path recording) throws InterruptedException {
      String spoken = String.valueOf(recording.resolveSibling("").getFileName());
      return switch (recording.getFileName().toString()) {
        case "broken.wav" -> EvidenceAnswer.of(new Failure("invalid_audio", "It is no audio."));
        case "silent.wav" -> EvidenceAnswer.silent();
        default ->
            EvidenceAnswer.of(
                new Evidence(
                    3,
                    "dos",
                    12,
                    OptionalDouble.of(spoken.startsWith(language) ? -0.85 : -1.8),
                    false));
      };
    }
  }

  private final class BrokenEars extends Ears {
    @Override
    public Listener load(InstalledModel model) {
      if (model.document().id().equals("dos-es")) {
        throw new ControlException(new CalibrationProblem.ModelFailed("dos-es", "it broke"));
      }
      return super.load(model);
    }
  }

  private final class InterruptedEars extends Ears {
    @Override
    EvidenceAnswer answer(String language, Path recording) throws InterruptedException {
      throw new InterruptedException();
    }
  }
}
