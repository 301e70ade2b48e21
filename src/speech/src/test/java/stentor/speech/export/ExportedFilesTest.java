package stentor.speech.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExportedFilesTest {

  private static final Path CHECKS =
      Path.of(System.getProperty("stentor.root", "../.."), "test", "benchmarks");

  private static final String NO_PARSERS =
      "skipped: other programs' parsers reading our exports, because STENTOR_TEST_PYTHON names no"
          + " Python with test/benchmarks/requirements-checks.txt installed";

  @Test
  void parsers_that_are_not_ours_read_what_was_exported(@TempDir Path folder) throws Exception {
    String python = System.getenv().getOrDefault("STENTOR_TEST_PYTHON", "");
    if (python.isEmpty()) {
      System.err.println(NO_PARSERS);
    }
    assumeFalse(python.isEmpty(), NO_PARSERS);
    SampleTranscripts.all().forEach((name, transcript) -> writeAll(folder, name, transcript));
    Path output = folder.resolve("checks.log");
    Process checks =
        new ProcessBuilder(python, CHECKS.resolve("check_exports.py").toString(), folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(checks.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      checks.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(checks.exitValue()).as(said).isZero();
    assertThat(said).contains("hostile.srt: ", "long.TextGrid: ", "gap.stm: 3 read");
  }

  private static void writeAll(Path folder, String name, Transcript transcript) {
    for (Exporter exporter : Exporter.all()) {
      write(folder.resolve(name + "." + exporter.extension()), exporter.toText(transcript, name));
    }
    String segments =
        transcript.segments().stream().map(ExportedFilesTest::row).collect(Collectors.joining());
    write(folder.resolve(name + ".words.tsv"), transcript.duration() + "\n" + segments);
  }

  private static String row(Segment segment) {
    return String.join(
            "\t",
            Double.toString(segment.start()),
            Double.toString(segment.end()),
            segment.gap() ? "gap" : "speech",
            segment.text().replaceAll("[\\s\\p{Cc}\\p{Z}]+", " ").replace('\ud800', '\ufffd'))
        + "\n";
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
