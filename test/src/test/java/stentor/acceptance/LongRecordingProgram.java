package stentor.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import stentor.acceptance.SpeechCorpus.Clip;
import stentor.speech.audio.AudioDecoder;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.PreparedAudioWriter;
import stentor.speech.audio.Samples;
import stentor.speech.score.Alignment;
import stentor.speech.score.Edit;
import stentor.speech.score.EnglishNormaliser;
import stentor.speech.score.Normaliser;
import stentor.speech.score.WordErrorRate;

/**
 * Measures a long recording beside the clips it is made of: how right it is, word by word, and how
 * much faster two workers are than one. Called with the checkout, a fresh STENTOR_HOME, a folder as
 * STENTOR_TEST_SPEECH names it, and minutes.
 */
public final class LongRecordingProgram {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20;
  private static final double SHORTEST_SILENCE = 0.3;
  private static final double LONGEST_SILENCE = 2;

  private final Stentor stentor;
  private final Path outputs;
  private final SpeechCorpus corpus;
  private final Normaliser normaliser = new EnglishNormaliser();

  private LongRecordingProgram(Stentor stentor, Path outputs, SpeechCorpus corpus) {
    this.stentor = stentor;
    this.outputs = outputs;
    this.corpus = corpus;
  }

  /** Measures and prints. */
  public static void main(String[] words) throws IOException {
    Path outputs = Files.createTempDirectory("long-recording");
    LongRecordingProgram program =
        new LongRecordingProgram(
            new Stentor(Path.of(words[0]), Path.of(words[1]), outputs),
            outputs,
            SpeechCorpus.in(Path.of(words[2])));
    program.measure(Double.parseDouble(words[3]) * 60);
  }

  private void measure(double seconds) throws IOException {
    Path recording = outputs.resolve("long.wav");
    int clips = lay(recording, seconds);
    run("up", "--workers", "1..1");
    alone();
    double one = timed(recording, "one");
    run("scale", "moonshine-tiny-en", "2..2");
    awaitReady(2);
    double two = timed(recording, "two");
    System.out.printf(
        Locale.ROOT, "two workers: %.1f s, one: %.1f s, ratio %.2f%n", two, one, one / two);
    compare(outputs.resolve("one/long.json"), clips);
    compare(outputs.resolve("two/long.json"), clips);
    run("down", "--yes");
  }

  /** Clips in a row with silences between; returns how many. */
  private int lay(Path recording, double seconds) throws IOException {
    Random random = new Random(SEED);
    AudioDecoder decoder = new AudioDecoder(AudioLimits.DEFAULT);
    int clips = 0;
    long laid = 0;
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(recording)) {
      while (laid < seconds * Samples.RATE) {
        Clip clip = corpus.clips().get(clips % corpus.clips().size());
        Path prepared = outputs.resolve("prepared.wav");
        try (InputStream in = Files.newInputStream(clip.file())) {
          decoder.decode(in, prepared);
        }
        PreparedAudio audio = PreparedAudio.open(prepared);
        writer.accept(audio.read(0, audio.length()).array(), (int) audio.length());
        int silence = (int) (Samples.RATE * random.nextDouble(SHORTEST_SILENCE, LONGEST_SILENCE));
        writer.accept(new float[silence], silence);
        laid += audio.length() + silence;
        clips++;
      }
      writer.finish();
    }
    return clips;
  }

  private void alone() {
    List<String> command = new ArrayList<>(List.of("transcribe"));
    corpus.clips().forEach(clip -> command.add(clip.file().toString()));
    List<String> lines = run(command.toArray(String[]::new)).out().lines().toList();
    WordErrorRate sum = WordErrorRate.NONE;
    for (int index = 0; index < lines.size(); index++) {
      Clip clip = corpus.clips().get(index);
      String heard = normaliser.normalise(lines.get(index).split("\t", 2)[1]);
      Alignment alignment = Alignment.ofWords(normaliser.normalise(clip.text()), heard);
      sum = sum.plus(alignment.wordErrorRate());
      alignment.edits().stream()
          .filter(edit -> !(edit instanceof Edit.Match))
          .forEach(edit -> System.out.println(clip.file().getFileName() + " " + edit));
    }
    System.out.printf(Locale.ROOT, "clips one by one: %s%n", sum);
  }

  private double timed(Path recording, String name) {
    long begun = System.nanoTime();
    run(
        "transcribe",
        "--format",
        "verbose_json",
        "--output",
        outputs.resolve(name).toString(),
        recording.toString());
    return (System.nanoTime() - begun) / 1e9;
  }

  private void awaitReady(int workers) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> ready() >= workers);
  }

  private int ready() throws IOException {
    return JSON.readTree(run("status", "--json").out()).at("/models/0/workers/ready").asInt();
  }

  /** What differs from what was said, by the clip that it is in. */
  private void compare(Path result, int clips) throws IOException {
    List<Clip> laid = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (int index = 0; index < clips; index++) {
      Clip clip = corpus.clips().get(index % corpus.clips().size());
      laid.add(clip);
      said.addAll(List.of(normaliser.normalise(clip.text()).split(" ")));
      ends.add(said.size());
    }
    String heard = normaliser.normalise(JSON.readTree(result.toFile()).get("text").asText());
    Alignment alignment = Alignment.ofWords(String.join(" ", said), heard);
    System.out.printf(Locale.ROOT, "%s: %s%n", result, alignment.wordErrorRate());
    Map<String, Integer> differences = new TreeMap<>();
    int place = 0;
    int clip = 0;
    for (Edit edit : alignment.edits()) {
      while (place >= ends.get(clip) && clip < clips - 1) {
        clip++;
      }
      if (!(edit instanceof Edit.Match)) {
        differences.merge(laid.get(clip).file().getFileName() + " " + edit, 1, Integer::sum);
      }
      place += edit instanceof Edit.Insertion ? 0 : 1;
    }
    differences.forEach((what, times) -> System.out.println(times + " times " + what));
  }

  private Stentor.Result run(String... arguments) {
    Stentor.Result result = stentor.run(arguments);
    if (result.exit() != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + "\n" + result.err());
    }
    return result;
  }
}
