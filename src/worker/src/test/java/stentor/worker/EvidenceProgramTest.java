package stentor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;
import stentor.protocol.program.Announcement;
import stentor.protocol.program.EvidenceAnswer;
import stentor.protocol.program.EvidenceRequest;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.language.Evidence;

/** {@code worker --evidence} as a process, with an engine that tells what it was given. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EvidenceProgramTest {

  private static final int ENDS_WITHIN_SECONDS = 60;

  @TempDir Path folder;
  private Optional<Process> process = Optional.empty();

  @AfterEach
  void end() throws InterruptedException {
    if (process.isPresent()) {
      process.get().destroyForcibly().waitFor();
    }
  }

  @Test
  void it_answers_for_each_recording_what_its_model_makes_of_three_seconds() throws Exception {
    Process worker = start("noop");
    try (BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8)) {
      assertThat(read(answers, Announcement.class).event()).isEqualTo(Announcement.Event.READY);

      Evidence evidence = ask(worker, answers, speech("long.wav", 8)).evidence().orElseThrow();
      assertThat(evidence.seconds()).isEqualTo(3);
      assertThat(evidence.text()).startsWith("48000 samples ");
      assertThat(evidence.meanLogProbability()).isEmpty();

      assertThat(ask(worker, answers, speech("silent.wav", 0))).isEqualTo(EvidenceAnswer.silent());
      Path text = Files.writeString(folder.resolve("text.wav"), "no audio");
      assertThat(ask(worker, answers, text).failure().orElseThrow().code())
          .isEqualTo("invalid_audio");
      assertThat(ask(worker, answers, folder.resolve("gone.wav")).failure().orElseThrow().code())
          .isEqualTo("recording_unreadable");
      assertThat(ask(worker, answers, folder.resolve("long.wav")).evidence()).contains(evidence);

      worker.getOutputStream().close();
      assertThat(worker.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(worker.exitValue()).isZero();
    }
  }

  @Test
  void a_model_that_cannot_be_loaded_is_announced() throws Exception {
    Process worker = start("tape");
    try (BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8)) {
      Announcement announced = read(answers, Announcement.class);

      assertThat(announced.event()).isEqualTo(Announcement.Event.FAILED);
      assertThat(announced.failure().orElseThrow().message()).contains("tape");
      assertThat(worker.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(worker.exitValue()).isEqualTo(1);
    }
  }

  private Process start(String engine) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    ModelDocument document =
        new ModelDocument(
            1,
            "noop",
            "1",
            "Test",
            ModelTask.TRANSCRIBE,
            engine,
            List.of("en"),
            "MIT",
            "",
            16_000,
            List.of(new ModelFile("none", 0, "0".repeat(64))));
    Files.write(model.resolve(ModelDocument.FILE), Documents.write(document));
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-Dstentor.log=" + folder.resolve("worker.log"),
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProgram.class.getName(),
                "--evidence",
                "--model",
                model.toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    process = Optional.of(started);
    return started;
  }

  private static EvidenceAnswer ask(Process worker, BufferedReader answers, Path recording)
      throws IOException {
    OutputStream requests = worker.getOutputStream();
    requests.write(Documents.write(new EvidenceRequest(recording.toString())));
    requests.write('\n');
    requests.flush();
    return read(answers, EvidenceAnswer.class);
  }

  private static <T> T read(BufferedReader answers, Class<T> type) throws IOException {
    String line = answers.readLine();
    assertThat(line).isNotNull();
    return Documents.read(line.getBytes(StandardCharsets.UTF_8), type);
  }

  /** A second of silence, a tone that swells and fades for so long, a second of silence. */
  private Path speech(String name, int seconds) throws IOException {
    float[] samples = new float[(seconds + 2) * Samples.RATE];
    for (int index = 0; index < seconds * Samples.RATE; index++) {
      double swell = 0.2 + 0.1 * Math.sin(2 * Math.PI * 3 * index / Samples.RATE);
      samples[Samples.RATE + index] =
          (float) (swell * Math.sin(2 * Math.PI * 200 * index / Samples.RATE));
    }
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      PreparedAudio.write(new Samples(samples), out);
    }
    return file;
  }
}
