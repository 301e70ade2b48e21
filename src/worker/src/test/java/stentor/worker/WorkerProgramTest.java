package stentor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.SqsWorkQueue;
import stentor.jobs.store.FolderJobStore;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;
import stentor.protocol.program.Announcement;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/** The program as a process, with real queues and a real store. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WorkerProgramTest {

  private static final String TOKEN = "canary-token-5f1e";
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("canary");
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private SQSRestServer server;
  private URI queues;
  private SqsWorkQueue queue;
  private FolderJobStore store;
  private Optional<Process> process = Optional.empty();

  @BeforeEach
  void makeAll() throws IOException {
    server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    queues = URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    queue = SqsWorkQueue.local(queues);
    for (QueueName.Kind kind : QueueName.Kind.values()) {
      queue.ensure(new QueueName(ENVIRONMENT, "noop", kind));
    }
    store = FolderJobStore.in(folder.resolve("environment"), CLOCK);
    Files.writeString(folder.resolve("token"), TOKEN);
    Files.createDirectories(folder.resolve("model"));
    Files.write(folder.resolve("model").resolve(ModelDocument.FILE), Documents.write(model()));
  }

  @AfterEach
  void end() throws InterruptedException {
    if (process.isPresent()) {
      process.get().destroyForcibly().waitFor();
    }
    queue.close();
    server.stopAndWait();
    client.close();
  }

  @Test
  void neither_what_was_said_nor_the_token_is_in_its_log() throws Exception {
    int port = start(false);
    JobId job = job();

    String text = awaitText(job);

    assertThat(get(port, "/health/ready").body()).contains("\"ready\":true");
    assertThat(get(port, "/metrics").body())
        .contains("stentor_worker_parts_total{model=\"noop\"} 1.0")
        .doesNotContain(text)
        .doesNotContain(TOKEN);
    assertThat(get(port, "/metrics").body()).contains("stentor_worker_audio_seconds_total");
    await().atMost(DEADLINE).until(() -> log().contains("Part recognised"));
    assertThat(log())
        .contains("{\"job\":\"" + job + "\"}", "{\"part\":\"0\"}", "{\"model\":\"noop\"}")
        .doesNotContain(text)
        .doesNotContain(TOKEN);
    assertThat(log().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void what_was_said_is_in_its_log_when_somebody_asked_for_it() throws Exception {
    start(true);

    String text = awaitText(job());

    await().atMost(DEADLINE).until(() -> log().contains(text));
  }

  private String awaitText(JobId job) {
    await().atMost(DEADLINE).until(() -> store.outcome(job).isPresent());
    try {
      return store.outcome(job).orElseThrow().transcript().orElseThrow().text();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  /** Starts it and returns the port it announces. */
  private int start(boolean withText) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstentor.log=" + folder.resolve("worker.log"),
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProgram.class.getName()));
    command.addAll(
        List.of(
            "--environment", ENVIRONMENT.value(),
            "--store", folder.resolve("environment").toString(),
            "--queue", queues.toString(),
            "--model", folder.resolve("model").toString(),
            "--token-file", folder.resolve("token").toString(),
            "--name", "worker-noop-1"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile());
    if (withText) {
      builder.environment().put(PartLog.TEXT_VARIABLE, "1");
    } else {
      builder.environment().remove(PartLog.TEXT_VARIABLE);
    }
    Process started = builder.start();
    process = Optional.of(started);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    assertThat(line).as(Files.readString(folder.resolve("errors"))).isNotNull();
    return Documents.read(line.getBytes(StandardCharsets.UTF_8), Announcement.class)
        .port()
        .orElseThrow();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("worker.log"));
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JobId job() throws IOException {
    JobId job = JobId.next(CLOCK, new Random(21));
    store.accept(
        JobRequest.transcription(
            job, CLOCK.instant(), Optional.empty(), Optional.empty(), Optional.empty(), 1),
        new ByteArrayInputStream(new byte[] {1}));
    Path audio = store.scratch().resolve("audio.wav");
    try (OutputStream out = Files.newOutputStream(audio)) {
      PreparedAudio.write(new Samples(new float[Samples.RATE]), out);
    }
    boolean _ =
        store.putPrepared(
            job,
            audio,
            new PreparedJob(
                JobRequest.SCHEMA,
                CLOCK.instant(),
                1,
                "noop",
                "1",
                List.of(new Part(0, "noop", "en", 0, 16_000, List.of(new Utterance(0, 16_000)))),
                new LanguageDecision("en", "only", List.of()),
                List.of()));
    queue.send(QueueName.forParts(ENVIRONMENT, "noop", 1), List.of(new PartMessage(job, 0)));
    return job;
  }

  private static ModelDocument model() {
    return new ModelDocument(
        1,
        "noop",
        "1",
        "Test",
        ModelTask.TRANSCRIBE,
        "noop",
        List.of("en"),
        "MIT",
        "",
        16_000,
        List.of(new ModelFile("none", 0, "0".repeat(64))));
  }
}
