package stentor.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.ServedModels;
import stentor.protocol.openai.ErrorDocument;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DocumentsTest {

  @Test
  void instants_are_iso_8601_and_absent_values_are_left_out() {
    EnvironmentDocument document =
        new EnvironmentDocument(
            1,
            EnvironmentName.DEFAULT,
            "local",
            EnvironmentDocument.Wanted.UP,
            Instant.parse("2026-05-01T10:00:00Z"),
            4711,
            List.of(new EnvironmentDocument.WantedModel("m", "1", 1, 2)),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty());

    String json = text(Documents.write(document));

    assertThat(json)
        .isEqualTo(
            "{\"schema\":1,\"environment\":\"default\",\"platform\":\"local\",\"wanted\":\"up\","
                + "\"since\":\"2026-05-01T10:00:00Z\",\"port\":4711,"
                + "\"models\":[{\"id\":\"m\",\"version\":\"1\",\"min\":1,\"max\":2}]}");
    assertThat(Documents.read(bytes(json), EnvironmentDocument.class)).isEqualTo(document);
  }

  @Test
  void the_status_of_nothing_is_absent_and_has_every_key_of_the_contract() {
    StatusDocument absent = StatusDocument.absent(EnvironmentName.DEFAULT);

    String json = text(Documents.write(absent));

    assertThat(json)
        .isEqualTo(
            "{\"schema\":1,\"environment\":\"default\",\"platform\":null,\"state\":\"absent\","
                + "\"endpoint\":null,\"since\":null,\"expiresAt\":null,\"models\":[],"
                + "\"processes\":[],\"nodes\":[],"
                + "\"cost\":{\"perHour\":0.0,\"soFar\":0.0,\"currency\":\"USD\",\"budget\":null},"
                + "\"problems\":[]}");
    assertThat(Documents.read(bytes(json), StatusDocument.class)).isEqualTo(absent);
  }

  @Test
  void every_part_of_a_status_has_every_key_of_the_contract() {
    StatusDocument status =
        new StatusDocument(
            1,
            EnvironmentName.DEFAULT,
            Optional.of("local"),
            StatusDocument.EnvironmentState.DEGRADED,
            Optional.of("http://127.0.0.1:4711"),
            Optional.of(Instant.parse("2026-05-01T10:00:00Z")),
            Optional.empty(),
            List.of(
                new StatusDocument.ServedModelStatus(
                    "m",
                    "1",
                    "en",
                    "transcribe",
                    new StatusDocument.Workers(1, 2, 1, 0),
                    queue(0))),
            List.of(new StatusDocument.ProcessStatus("master", 42, Optional.empty())),
            List.of(
                new StatusDocument.NodeStatus(
                    "n", "t", "z", true, Instant.parse("2026-05-01T10:00:00Z"))),
            StatusDocument.Cost.FREE,
            List.of(new StatusDocument.ProblemStatus("c", "t", "w", List.of())));

    String json = text(Documents.write(status));

    assertThat(json)
        .contains(
            "\"expiresAt\":null",
            "\"models\":[{\"id\":\"m\",\"version\":\"1\",\"language\":\"en\",\"task\":\"transcribe\","
                + "\"workers\":{\"min\":1,\"max\":2,\"wanted\":1,\"ready\":0},"
                + "\"queue\":{\"depth\":0,\"inFlight\":0,\"oldestSeconds\":null}}]",
            "\"processes\":[{\"role\":\"master\",\"pid\":42,\"model\":null}]",
            "\"nodes\":[{\"name\":\"n\",\"type\":\"t\",\"zone\":\"z\",\"spot\":true,"
                + "\"since\":\"2026-05-01T10:00:00Z\"}]",
            "\"problems\":[{\"code\":\"c\",\"title\":\"t\",\"cause\":\"w\",\"fixes\":[]}]");
    assertThat(Documents.read(bytes(json), StatusDocument.class)).isEqualTo(status);
  }

  @Test
  void an_error_always_has_its_four_members() {
    assertThat(text(Documents.write(ErrorDocument.of("No.", "server_error", "x"))))
        .isEqualTo(
            "{\"error\":{\"message\":\"No.\",\"type\":\"server_error\",\"param\":null,\"code\":\"x\"}}");
  }

  @Test
  void a_property_of_a_newer_version_is_no_problem() {
    assertThat(
            Documents.read(
                bytes(
                    "{\"job\":\"019678d5-2f00-7000-8000-000000000000\",\"part\":3,\"newer\":[1]}"),
                PartMessage.class))
        .extracting(PartMessage::part)
        .isEqualTo(3);
  }

  @Test
  void a_document_of_a_newer_stentor_is_refused_as_such_also_where_it_could_not_be_bound() {
    String known = text(Documents.write(new ServedModels(1, List.of())));
    assertThat(Documents.read(bytes(known), ServedModels.class).models()).isEmpty();

    for (String newer :
        List.of(
            known.replace("\"schema\":1", "\"schema\":2"),
            "{\"first\":{\"schema\":1},\"models\":{},\"schema\":2}",
            "{\"schema\":\"2\",\"models\":[]}",
            "{\"schema\":2.5,\"models\":[]}")) {
      assertThatThrownBy(() -> Documents.read(bytes(newer), ServedModels.class))
          .as(newer)
          .isInstanceOfSatisfying(
              DocumentException.class,
              refused ->
                  assertThat(refused.problem())
                      .isEqualTo(new DocumentProblem.OtherSchema("ServedModels", 2)))
          .hasMessageContaining("written by a newer Stentor");
    }
  }

  @Test
  void a_document_of_no_version_at_all_is_refused() {
    for (String none :
        List.of(
            "{\"models\":[]}",
            "{\"schema\":null,\"models\":[]}",
            "{\"schema\":0,\"models\":[]}",
            "{\"schema\":123456789012345678901234567890,\"models\":[]}",
            "{\"schema\":[1],\"models\":[]}")) {
      assertThatThrownBy(() -> Documents.read(bytes(none), ServedModels.class))
          .as(none)
          .isInstanceOf(DocumentException.class);
    }
  }

  @Test
  void what_is_no_document_is_a_problem_and_no_defect() {
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{\"job\":\"x\",\"part\":1}",
            "{\"part\":null}",
            "{} {}",
            // Begins as UTF-32 does.
            "T\0\0\0\0\0\0\0:\"x\"}")) {
      assertThatThrownBy(() -> Documents.read(bytes(text), PartMessage.class))
          .as(text)
          .isInstanceOf(DocumentException.class);
    }
  }

  @Test
  void deep_nesting_is_refused() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThatThrownBy(() -> Documents.read(bytes(deep), PartMessage.class))
        .isInstanceOf(DocumentException.class);
  }

  @Test
  void a_created_file_is_not_made_twice_and_a_replaced_one_is_whole(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("depth.json");

    assertThat(DocumentFiles.create(file, queue(1))).isTrue();
    assertThat(DocumentFiles.create(file, queue(2))).isFalse();
    assertThat(DocumentFiles.read(file, StatusDocument.Queue.class)).contains(queue(1));
    DocumentFiles.replace(file, queue(3));
    assertThat(DocumentFiles.read(file, StatusDocument.Queue.class)).contains(queue(3));
    assertThat(DocumentFiles.read(folder.resolve("none"), StatusDocument.Queue.class)).isEmpty();
    assertThat(folder.toFile().list()).containsExactly("depth.json");
  }

  @Test
  void a_document_that_could_not_be_read_again_is_not_written(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("large.json");
    DocumentFiles.replace(file, queue(1));
    List<String> large = Collections.nCopies(5, "x".repeat(Documents.MOST_BYTES / 5));

    assertThatThrownBy(() -> DocumentFiles.replace(file, large)).satisfies(this::isTooLarge);
    assertThatThrownBy(() -> DocumentFiles.create(folder.resolve("new.json"), large))
        .satisfies(this::isTooLarge);

    assertThat(DocumentFiles.read(file, StatusDocument.Queue.class)).contains(queue(1));
    assertThat(folder.toFile().list()).containsExactly("large.json");
    assertThatThrownBy(
            () ->
                Documents.read(new ByteArrayInputStream(Documents.write(large)), PartMessage.class))
        .satisfies(this::isTooLarge);
  }

  private void isTooLarge(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            DocumentException.class,
            refused -> assertThat(refused.problem()).isInstanceOf(DocumentProblem.TooLarge.class));
  }

  @Test
  void times_are_exact_to_the_sample_and_without_the_dust_of_binary_fractions() {
    assertThat(text(Documents.write(List.of(1.0 / 16_000, 12_345 / 16_000.0, 0.1 + 0.2, -1 / 3.0))))
        .isEqualTo("[6.25E-5,0.7715625,0.3,-0.3333333]");
    assertThat(text(Documents.write(OptionalDouble.of(0.1 + 0.2)))).isEqualTo("0.3");
    assertThat(text(Documents.write(List.of(1e300, Double.MAX_VALUE))))
        .isEqualTo("[1.0E300,1.7976931348623157E308]");
  }

  private static StatusDocument.Queue queue(long depth) {
    return new StatusDocument.Queue(depth, 0, OptionalDouble.empty());
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
