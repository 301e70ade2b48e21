package stentor.protocol.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelDocumentTest {

  private static final String HASH = "ab".repeat(32);
  private static final String DOCUMENT =
      """
      {"schema":1,"id":"tiny-en","version":"0.1.29","name":"Tiny","task":"transcribe",\
      "engine":"moonshine","languages":["en"],"licence":"MIT","source":"pkg:npm/tiny@0.1.29",\
      "sampleRate":16000,"files":[{"path":"am/final.mdl","bytes":5,"sha256":"HASH"}]}\
      """
          .replace("HASH", HASH);

  @Test
  void is_written_as_the_contract_says_and_read_back() {
    ModelDocument document = read(DOCUMENT);

    assertThat(document.task()).isEqualTo(ModelTask.TRANSCRIBE);
    assertThat(document.files()).containsExactly(new ModelFile("am/final.mdl", 5, HASH));
    assertThat(document.bytes()).isEqualTo(5);
    assertThat(new String(Documents.write(document), StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
  }

  @Test
  void of_a_newer_writer_is_read_although_it_says_more() {
    assertThat(read(DOCUMENT.replace("{\"schema\"", "{\"mood\":{\"x\":[1]},\"schema\"")))
        .isEqualTo(read(DOCUMENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"schema\":1 | \"schema\":2 | written by a newer Stentor",
        "\"id\":\"tiny-en\" | \"id\":\"../en\" | no usable id",
        "\"id\":\"tiny-en\", | `` | no usable id",
        "\"version\":\"0.1.29\" | \"version\":\"..\" | no usable version",
        "\"name\":\"Tiny\" | \"name\":\" \" | no name",
        "\"task\":\"transcribe\" | \"task\":\"sing\" | transcribe, recognise",
        "\"task\":\"transcribe\", | `` | no task",
        "\"engine\":\"moonshine\" | \"engine\":\"/bin/sh\" | no usable engine",
        "[\"en\"] | [] | no language",
        "[\"en\"] | [\"e n\"] | BCP 47",
        "\"licence\":\"MIT\", | `` | no licence",
        "16000 | 0 | sample rate",
        "am/final.mdl | ../final.mdl | no usable path",
        "am/final.mdl | model.json | lists itself",
        "\"bytes\":5 | \"bytes\":-5 | negative size",
        "\"sha256\":\"ab | \"sha256\":\"AB | no SHA-256",
      })
  void that_says_something_impossible_is_refused_with_the_reason(
      String right, String wrong, String reason) {
    String broken = DOCUMENT.replace(right, wrong);

    assertThat(broken).isNotEqualTo(DOCUMENT);
    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void that_lists_a_file_twice_is_refused() {
    ModelDocument document = read(DOCUMENT);
    ModelFile file = document.files().getFirst();

    assertThatThrownBy(
            () ->
                new ModelDocument(
                    1,
                    "a",
                    "1",
                    "A",
                    ModelTask.RECOGNISE,
                    "vosk",
                    List.of("en"),
                    "MIT",
                    "",
                    16_000,
                    List.of(file, file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "0", "moonshine-tiny-en", "a234567890123456789012345678901234567890"})
  void id_of_the_agreed_shape_is_taken(String id) {
    assertThat(ModelNames.isId(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a-",
        "A",
        "a_b",
        "a.b",
        "a/b",
        "é",
        "a\n",
        "a2345678901234567890123456789012345678901"
      })
  void id_of_another_shape_is_refused(String id) {
    assertThat(ModelNames.isId(id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "graph/phones/word boundary.int", "a/b/c", "naïve.txt"})
  void file_inside_the_folder_is_taken(String path) {
    assertThat(ModelNames.isFile(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "a//b",
        "a/",
        "..",
        "a/../b",
        "./a",
        ".hidden",
        "a\\b",
        "C:a",
        "a\u0000b",
        "a\nb",
        "a.",
        "a ",
        "con|x"
      })
  void file_that_could_lead_elsewhere_is_refused(String path) {
    assertThat(ModelNames.isFile(path)).isFalse();
  }

  private static ModelDocument read(String json) {
    return Documents.read(json.getBytes(StandardCharsets.UTF_8), ModelDocument.class);
  }
}
