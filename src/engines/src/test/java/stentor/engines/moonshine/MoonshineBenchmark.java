package stentor.engines.moonshine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineSettings;
import stentor.engines.Recognition;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.cut.SilenceCutter;
import stentor.speech.cut.Span;
import stentor.speech.cut.SpeechPart;
import stentor.speech.transcript.Token;

/**
 * Decodes a folder of 16 kHz mono 16-bit WAV files through cutter and engine and writes the same
 * JSON as {@code test/benchmarks/reference_decode.py}; {@code compare_decodes.py} there compares
 * the two.
 *
 * <p>Arguments: folder of the model, folder of the audio, number of threads, file for the JSON.
 */
final class MoonshineBenchmark {

  private final Engine engine;

  private MoonshineBenchmark(Engine engine) {
    this.engine = engine;
  }

  public static void main(String[] arguments) throws IOException {
    int threads = Integer.parseInt(arguments[2]);
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[1]))) {
      files = all.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
    try (Engine engine =
            new MoonshineEngineProvider().load(Path.of(arguments[0]), new EngineSettings(threads));
        PrintStream json =
            new PrintStream(
                Files.newOutputStream(Path.of(arguments[3])), false, StandardCharsets.UTF_8)) {
      new MoonshineBenchmark(engine).run(files, json);
    }
  }

  private void run(List<Path> files, PrintStream json) throws IOException {
    StringJoiner entries = new StringJoiner(",\n", "[\n", "\n]");
    double audioSeconds = 0;
    double seconds = 0;
    for (Path file : files) {
      PreparedAudio audio = PreparedAudio.open(file);
      long start = System.nanoTime();
      List<Recognition> recognitions = transcribe(audio);
      double took = (System.nanoTime() - start) / 1e9;
      audioSeconds += audio.seconds();
      seconds += took;
      entries.add(entry(file, recognitions, audio.seconds(), took));
    }
    json.printf(
        Locale.ROOT,
        "{\"total\": {\"audioSeconds\": %.3f, \"seconds\": %.3f, \"rtfx\": %.1f},%n\"files\": %s}%n",
        audioSeconds,
        seconds,
        audioSeconds / seconds,
        entries);
    System.out.printf(Locale.ROOT, "RTFx %.1f, %s%n", audioSeconds / seconds, memory());
  }

  private List<Recognition> transcribe(PreparedAudio audio) throws IOException {
    List<Recognition> recognitions = new ArrayList<>();
    for (SpeechPart part : new SilenceCutter().cut(audio)) {
      long origin = part.span().from();
      Samples samples = audio.read(origin, part.span().to());
      for (Span utterance : part.utterances()) {
        recognitions.add(engine.recognise(samples, utterance.shifted(-origin), Cancellation.NEVER));
      }
    }
    return recognitions.stream().filter(each -> !each.text().isEmpty()).toList();
  }

  private static String entry(
      Path file, List<Recognition> recognitions, double audioSeconds, double took) {
    return String.format(
        Locale.ROOT,
        "{\"file\": %s, \"text\": %s, \"tokens\": %s, \"means\": %s, \"guards\": %s,"
            + " \"audioSeconds\": %.3f, \"seconds\": %.3f}",
        quoted(file.getFileName().toString()),
        quoted(recognitions.stream().map(Recognition::text).collect(Collectors.joining(" "))),
        recognitions.stream().map(each -> each.tokens().stream().map(Token::id).toList()).toList(),
        recognitions.stream()
            .map(each -> "%.4f".formatted(each.meanLogProbability().orElseThrow()))
            .toList(),
        recognitions.stream()
            .map(each -> each.guards().stream().map(guard -> quoted(guard.name())).toList())
            .toList(),
        audioSeconds,
        took);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            character -> {
              if (character == '"' || character == '\\' || character < ' ') {
                quoted.append("\\u%04x".formatted(character));
              } else {
                quoted.append((char) character);
              }
            });
    return quoted.append('"').toString();
  }

  /** The most memory the process has held, where the system tells. */
  private static String memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return "memory unknown on this system";
    }
    return Files.readString(status)
        .lines()
        .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
        .map(line -> line.replaceAll("\\s+", " "))
        .collect(Collectors.joining(", "));
  }
}
