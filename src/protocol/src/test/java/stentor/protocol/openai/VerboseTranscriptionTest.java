package stentor.protocol.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.Documents;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Token;
import stentor.speech.transcript.Transcript;
import stentor.speech.transcript.Word;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerboseTranscriptionTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final List<String> FLAGS = List.of(Transcript.INCOMPLETE);
  private static final Segment SPOKEN =
      new Segment(
          1.234,
          2.5,
          "Guten Tag",
          "de",
          List.of(
              new Word("Guten", 1.234, 1.8, OptionalDouble.empty(), true),
              new Word("Tag", 1.8, 2.5, OptionalDouble.of(0.75), false)),
          List.of(new Token(7, " Guten", -0.25), new Token(9, " Tag", -0.75)),
          OptionalDouble.of(-0.5),
          false);
  private static final Segment GAP =
      new Segment(2.5, 4, "", "en", List.of(), List.of(), OptionalDouble.empty(), true);

  @Test
  void segments_and_words_have_openais_members_only() throws IOException {
    JsonNode json = json(true, true);

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("task", "language", "duration", "text", "segments", "words", "stentor");
    assertThat(json.at("/segments/0/compression_ratio").asDouble()).isPositive();
    ((ObjectNode) json.at("/segments/0")).remove("compression_ratio");
    assertThat(json.at("/segments/0"))
        .hasToString(
            "{\"id\":0,\"seek\":123,\"start\":1.234,\"end\":2.5,\"text\":\"Guten Tag\","
                + "\"tokens\":[7,9],\"temperature\":0.0,\"avg_logprob\":-0.5}");
    assertThat(json.get("words"))
        .hasToString(
            "[{\"word\":\"Guten\",\"start\":1.234,\"end\":1.8},"
                + "{\"word\":\"Tag\",\"start\":1.8,\"end\":2.5}]");
  }

  @Test
  void where_nothing_was_recognised_no_figure_is_invented() throws IOException {
    assertThat(json(true, true).at("/segments/1"))
        .hasToString(
            "{\"id\":1,\"seek\":250,\"start\":2.5,\"end\":4.0,\"text\":\"\"," + "\"tokens\":[]}");
  }

  @Test
  void what_openai_has_no_place_for_is_under_stentor_in_the_same_order() throws IOException {
    JsonNode stentor = json(true, true).get("stentor");

    assertThat(stentor.get("segments"))
        .hasToString("[{\"language\":\"de\",\"gap\":false},{\"language\":\"en\",\"gap\":true}]");
    assertThat(stentor.get("words"))
        .hasToString("[{\"estimated\":true},{\"estimated\":false,\"confidence\":0.75}]");
  }

  @Test
  void who_asks_for_neither_segments_nor_words_gets_neither_nor_more_about_them()
      throws IOException {
    JsonNode json = json(false, false);

    assertThat(json.has("segments")).isFalse();
    assertThat(json.has("words")).isFalse();
    assertThat(json.get("stentor").has("segments")).isFalse();
    assertThat(json.get("stentor").has("words")).isFalse();
  }

  @Test
  void the_transcript_comes_back_but_for_the_engines_pieces() {
    Transcript read =
        Documents.read(Documents.write(answer(true, true)), VerboseTranscription.class)
            .toTranscript();

    assertThat(read).isEqualTo(new Transcript("de", 4, List.of(withoutTokens(), GAP), FLAGS));
  }

  @Test
  void an_answer_of_another_server_of_openais_api_is_a_transcript_too() {
    String json =
        "{\"task\":\"transcribe\",\"language\":\"german\",\"duration\":2.0,\"text\":\"Ja\","
            + "\"segments\":[{\"id\":0,\"seek\":0,\"start\":0.0,\"end\":1.0,\"text\":\"Ja\","
            + "\"tokens\":[1],\"temperature\":0.0,\"no_speech_prob\":0.01}],"
            + "\"words\":[{\"word\":\"Ja\",\"start\":0.0,\"end\":1.0}]}";

    Transcript read =
        Documents.read(json.getBytes(StandardCharsets.UTF_8), VerboseTranscription.class)
            .toTranscript();

    assertThat(read.segments())
        .singleElement()
        .satisfies(
            segment -> {
              assertThat(segment.gap()).isFalse();
              assertThat(segment.words())
                  .containsExactly(new Word("Ja", 0, 1, OptionalDouble.empty(), false));
            });
  }

  private static Segment withoutTokens() {
    return new Segment(
        SPOKEN.start(),
        SPOKEN.end(),
        SPOKEN.text(),
        SPOKEN.language(),
        SPOKEN.words(),
        List.of(),
        SPOKEN.meanLogProbability(),
        false);
  }

  private static JsonNode json(boolean segments, boolean words) throws IOException {
    return new ObjectMapper().readTree(Documents.write(answer(segments, words)));
  }

  private static VerboseTranscription answer(boolean segments, boolean words) {
    Outcome outcome =
        new Outcome(
            Outcome.SCHEMA,
            JobId.of("019678d5-2f00-7000-8000-000000000000").orElseThrow(),
            Outcome.Status.SUCCEEDED,
            NOW,
            Optional.of(NOW),
            Optional.of(NOW),
            Optional.of(NOW),
            Optional.of("m"),
            Optional.of("1"),
            1,
            Optional.empty(),
            Optional.of(new Transcript("de", 4, List.of(SPOKEN, GAP), FLAGS)),
            Optional.empty());
    return VerboseTranscription.of(outcome, NOW, segments, words);
  }
}
