package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.lifecycle.PartDispatcher;
import stentor.jobs.store.FolderJobStore;
import stentor.master.MasterProgram;
import stentor.master.connect.WorkerDirectory;
import stentor.master.decode.Decoders;
import stentor.master.decode.StreamDecoders;
import stentor.master.language.ConnectedListeners;
import stentor.master.language.LanguageFinder;
import stentor.master.language.Listeners;
import stentor.master.language.QuestionLoad;
import stentor.master.metrics.EndedJobs;
import stentor.master.metrics.MasterMetrics;
import stentor.master.metrics.OpenJobs;
import stentor.master.prepare.Notices;
import stentor.master.prepare.Preparer;
import stentor.master.prepare.PreparingQueue;
import stentor.master.prepare.Router;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.ServedModels;
import stentor.protocol.job.ServedModels.ServedModel;
import stentor.protocol.json.DocumentFiles;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/** A master over HTTP, with a real store and decoder, behind which {@link InstantWorkers} work. */
final class MasterFixture implements AutoCloseable {

  static final String TOKEN = "a-token-of-this-test";
  static final int MOST_WORKERS = 2;
  static final int MOST_STREAMS_DECODED = 2;
  private static final Path FFMPEG = Path.of(System.getProperty("stentor.root"), "dist", "ffmpeg");
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "stentor-test-boundary";

  final HttpClient client = HttpClient.newHttpClient();
  final FolderJobStore store;
  private final Path tokens;
  final InstantWorkers workers;
  final WorkerDirectory directory = new WorkerDirectory(MOST_WORKERS);
  private final Notices notices = new Notices();
  private final Decoders decoders;
  private final MasterMetrics metrics;
  private final Thread counting;
  private final PreparingQueue preparing;
  private final Gateway gateway;
  private Optional<String> notReady = Optional.empty();

  /** Starts a master on the store in this folder. */
  MasterFixture(Path folder) throws IOException {
    this(folder, AdmissionLimits.DEFAULT);
  }

  /** Starts one with limits of the test's own. */
  MasterFixture(Path folder, AdmissionLimits limits) throws IOException {
    this(folder, limits, Optional.of(FFMPEG));
  }

  /** Starts one that decodes streams with the FFmpeg in this folder. */
  MasterFixture(Path folder, AdmissionLimits limits, Optional<Path> ffmpeg) throws IOException {
    Clock clock = Clock.systemUTC();
    tokens = folder.resolve(NamedTokens.FILE);
    store = FolderJobStore.in(folder, clock);
    JobJoiner joiner = new JobJoiner(store, clock);
    workers = new InstantWorkers(store, joiner, clock);
    decoders = new Decoders(decoder(), 1, Decoders.LEAST_TIME);
    Router router = new Router(MasterFixture::served);
    metrics = new MasterMetrics(router::ids, directory::connected);
    OpenJobs openJobs = new OpenJobs(store);
    EndedJobs endedJobs = new EndedJobs(store, metrics);
    counting = Thread.ofVirtual().start(() -> count(endedJobs));
    QuestionLoad asked = new QuestionLoad(System::nanoTime);
    Listeners listeners =
        new ConnectedListeners(
            directory, asked, ConnectedListeners.byQueue(new EnvironmentName("test"), workers));
    Preparer preparer =
        new Preparer(
            store,
            decoders,
            router,
            new LanguageFinder(listeners),
            new PartDispatcher(new EnvironmentName("test"), store, workers, clock),
            joiner,
            clock,
            "master-1",
            notices::tell,
            metrics::recognised);
    preparing = new PreparingQueue(preparer, 1, () -> false, pause -> {});
    gateway =
        Gateway.start(
            Gateway.Door.onLoopback(0),
            new AccessTokens(TOKEN, new NamedTokensFile(tokens)),
            store.scratch(),
            new Gateway.Services(
                store,
                router,
                preparing,
                notices,
                directory,
                new Admission(
                    limits, openJobs::count, () -> store.scratch().toFile().getUsableSpace()),
                metrics,
                openJobs,
                endedJobs,
                listeners,
                asked,
                new StreamDecoders(ffmpeg, MOST_STREAMS_DECODED),
                () -> notReady,
                clock,
                new Random()));
  }

  private static List<String> decoder() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        MasterProgram.class.getName(),
        "--decode",
        "--ffmpeg",
        FFMPEG.toString());
  }

  private static ServedModels served() {
    return new ServedModels(
        1,
        List.of(
            new ServedModel(
                "tiny-en",
                "1",
                "transcribe",
                List.of("en"),
                1_700_000_000,
                Optional.empty(),
                Optional.empty())));
  }

  private static void count(EndedJobs endedJobs) {
    try {
      endedJobs.run();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Replaces the tokens that have names, as the command line does. */
  void name(NamedTokens named) throws IOException {
    DocumentFiles.replace(tokens, named);
  }

  /** The file of the tokens that have names. */
  Path tokens() {
    return tokens;
  }

  void fallSick(String reason) {
    notReady = Optional.of(reason);
  }

  /** Ends the master; what its clients were sent before is still theirs. */
  void stop() {
    gateway.close();
    preparing.close();
    decoders.close();
    counting.interrupt();
    metrics.close();
  }

  @Override
  public void close() {
    client.shutdownNow();
    stop();
  }

  /** Sends the request. */
  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** GET with the token. */
  HttpResponse<String> get(String path) throws Exception {
    return send(authorised(path));
  }

  HttpResponse<String> delete(String job) throws Exception {
    return send(authorised("/v1/jobs/" + job).DELETE());
  }

  HttpResponse<String> transcribe(byte[] audio, Map<String, String> parameters) throws Exception {
    return send(transcription(audio, parameters));
  }

  HttpRequest.Builder transcription(byte[] audio, Map<String, String> parameters)
      throws IOException {
    return upload("/v1/audio/transcriptions", audio, parameters);
  }

  /** POST of a recording to {@code /v1/jobs}. */
  HttpRequest.Builder job(byte[] audio, Map<String, String> parameters) throws IOException {
    return upload("/v1/jobs", audio, parameters);
  }

  private HttpRequest.Builder upload(String path, byte[] audio, Map<String, String> parameters)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      body.write(
          ("--"
                  + BOUNDARY
                  + "\r\nContent-Disposition: form-data; name=\""
                  + parameter.getKey()
                  + "\"\r\n\r\n"
                  + parameter.getValue()
                  + "\r\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    body.write(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clip.wav\"\r\n"
                + "Content-Type: audio/wav\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.write(audio);
    body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return authorised(path)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }

  HttpRequest.Builder authorised(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  /** Sends these characters and reads until the master closes the connection. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  static String refused(HttpResponse<String> answer, int status, String code) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = JSON.readTree(answer.body()).get("error");
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.has("param")).isTrue();
    return error.get("message").asText();
  }

  /** Refused for the parameter of this name. */
  static void refusedFor(HttpResponse<String> answer, String parameter) throws IOException {
    refused(answer, 400, "invalid_value");
    assertThat(JSON.readTree(answer.body()).at("/error/param").asText()).isEqualTo(parameter);
  }

  /** Three seconds of a noise that swells and fades like speech does. */
  static byte[] speech() throws IOException {
    return speech(1);
  }

  /** So many stretches of {@link #speech()}, 3 s each, the first and last 0.75 s of them silent. */
  static byte[] speech(int stretches) throws IOException {
    Random random = new Random(3);
    float[] samples = new float[48_000 * stretches];
    for (int i = 0; i < samples.length; i++) {
      int place = i % 48_000;
      if (place >= 12_000 && place < 36_000) {
        double envelope = 0.5 - 0.5 * Math.cos(2 * Math.PI * place / 4000.0);
        samples[i] = (float) (0.3 * envelope * random.nextGaussian());
      }
    }
    return wav(samples);
  }

  static byte[] wav(float[] samples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PreparedAudio.write(new Samples(samples), out);
    return out.toByteArray();
  }
}
