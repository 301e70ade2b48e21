package stentor.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;
import stentor.acceptance.SpeechCorpus.Clip;
import stentor.speech.audio.AudioDecoder;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.PreparedAudioWriter;
import stentor.speech.audio.Samples;
import stentor.speech.score.EnglishNormaliser;
import stentor.speech.score.Normaliser;
import stentor.speech.score.WordErrorRate;

/**
 * Measures a long recording beside the clips it is made of: how right it is, clip by clip at its
 * place, and how much faster two workers are than one. Called with the checkout, a fresh
 * STENTOR_HOME, a folder as STENTOR_TEST_SPEECH names it, and minutes.
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

  /** A clip in the long recording, from and to in seconds. */
  private record Place(Clip clip, double from, double to) {}

  private void measure(double seconds) throws IOException {
    Path recording = outputs.resolve("long.wav");
    List<Place> places = lay(recording, seconds);
    run("up", "--workers", "1..1");
    Map<Clip, String> alone = alone();
    double one = timed(recording, "one");
    run("scale", "moonshine-tiny-en", "2..2");
    awaitReady(2);
    double two = timed(recording, "two");
    System.out.printf(
        Locale.ROOT, "two workers: %.1f s, one: %.1f s, ratio %.2f%n", two, one, one / two);
    compare(places, alone, outputs.resolve("one/long.json"));
    compare(places, alone, outputs.resolve("two/long.json"));
    run("down", "--yes");
  }

  private List<Place> lay(Path recording, double seconds) throws IOException {
    Random random = new Random(SEED);
    AudioDecoder decoder = new AudioDecoder(AudioLimits.DEFAULT);
    List<Place> places = new ArrayList<>();
    long laid = 0;
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(recording)) {
      while (laid < seconds * Samples.RATE) {
        Clip clip = corpus.clips().get(places.size() % corpus.clips().size());
        Path prepared = outputs.resolve("prepared.wav");
        try (InputStream in = Files.newInputStream(clip.file())) {
          decoder.decode(in, prepared);
        }
        PreparedAudio audio = PreparedAudio.open(prepared);
        writer.accept(audio.read(0, audio.length()).array(), (int) audio.length());
        int silence = (int) (Samples.RATE * random.nextDouble(SHORTEST_SILENCE, LONGEST_SILENCE));
        writer.accept(new float[silence], silence);
        long end = laid + audio.length();
        places.add(new Place(clip, (double) laid / Samples.RATE, (double) end / Samples.RATE));
        laid = end + silence;
      }
      writer.finish();
    }
    return places;
  }

  private Map<Clip, String> alone() {
    List<String> command = new ArrayList<>(List.of("transcribe"));
    corpus.clips().forEach(clip -> command.add(clip.file().toString()));
    List<String> lines = run(command.toArray(String[]::new)).out().lines().toList();
    Map<Clip, String> texts = new LinkedHashMap<>();
    WordErrorRate sum = WordErrorRate.NONE;
    for (int index = 0; index < lines.size(); index++) {
      Clip clip = corpus.clips().get(index);
      String text = lines.get(index).split("\t", 2)[1];
      texts.put(clip, text);
      sum = sum.plus(WordErrorRate.of(clip.text(), text, normaliser));
    }
    System.out.printf(Locale.ROOT, "clips one by one: %s%n", sum);
    return texts;
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

  /** Each clip at its place beside itself alone: words that joins lost or doubled would show. */
  private void compare(List<Place> places, Map<Clip, String> alone, Path result)
      throws IOException {
    JsonNode segments = JSON.readTree(result.toFile()).get("segments");
    WordErrorRate sum = WordErrorRate.NONE;
    Map<String, Integer> differences = new TreeMap<>();
    int same = 0;
    for (Place place : places) {
      StringJoiner heard = new StringJoiner(" ");
      for (JsonNode segment : segments) {
        double middle = (segment.get("start").asDouble() + segment.get("end").asDouble()) / 2;
        if (middle >= place.from() && middle < place.to()) {
          heard.add(segment.get("text").asText());
        }
      }
      WordErrorRate here = WordErrorRate.of(place.clip().text(), heard.toString(), normaliser);
      sum = sum.plus(here);
      String before = normaliser.normalise(alone.getOrDefault(place.clip(), ""));
      String now = normaliser.normalise(heard.toString());
      if (now.equals(before)) {
        same++;
      } else {
        WordErrorRate then = WordErrorRate.of(place.clip().text(), before, normaliser);
        differences.merge(
            "%s: %d deletions and %d insertions, alone %d and %d: %s"
                .formatted(
                    place.clip().file().getFileName(),
                    here.deletions(),
                    here.insertions(),
                    then.deletions(),
                    then.insertions(),
                    now),
            1,
            Integer::sum);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %s; %d of %d clips as alone%n",
        result.getFileName(),
        sum,
        same,
        places.size());
    differences.forEach(
        (difference, times) -> System.out.printf(Locale.ROOT, "%d times %s%n", times, difference));
  }

  private Stentor.Result run(String... arguments) {
    Stentor.Result result = stentor.run(arguments);
    if (result.exit() != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + "\n" + result.err());
    }
    return result;
  }
}
