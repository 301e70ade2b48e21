package stentor.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.models.ModelProblem;
import stentor.models.testing.PackageBuilder;
import stentor.models.testing.TestModels;

/** Archives whose hash is the pinned one, and which are still not to be trusted. */
@Timeout(60)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileArchiveTest extends FetchingTest {

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private static PackageBuilder builder() {
    return new PackageBuilder("pkg:npm/hostile@1.0.0");
  }

  private static PackageBuilder good() {
    return builder().member("package/a.bin", "a.bin", CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../escaped",
        "package/../../../escaped",
        "/tmp/escaped",
        "package\\..\\escaped",
        ".."
      })
  void an_entry_that_leads_out_makes_the_whole_archive_refused(String name) throws IOException {
    assertRefused(
        good().entry(name, TarConstants.LF_NORMAL, CONTENT.length, CONTENT).build(), "leads out");
    try (Stream<Path> files = Files.walk(temporary)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).doesNotContain("escaped");
    }
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_SYMLINK,
        TarConstants.LF_LINK,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_FIFO
      })
  void an_entry_that_is_no_file_and_no_folder_is_refused(byte type) {
    assertRefused(good().entry("package/b", type, 0, new byte[0]).build(), "neither");
  }

  @Test
  void a_link_in_the_place_of_a_declared_file_is_refused() {
    assertRefused(
        builder()
            .entry("package/a.bin", TarConstants.LF_SYMLINK, 0, new byte[0])
            .declare("package/a.bin", "a.bin", CONTENT)
            .build(),
        "neither");
  }

  @Test
  void a_declared_file_that_claims_to_be_huge_is_refused() {
    assertRefused(
        builder()
            .entry("package/a.bin", TarConstants.LF_NORMAL, 8_000_000_000L, CONTENT)
            .declare("package/a.bin", "a.bin", CONTENT)
            .build(),
        "8000000000 bytes");
  }

  @Test
  void another_file_that_claims_to_be_huge_is_refused() {
    assertRefused(
        builder()
            .entry("package/other", TarConstants.LF_NORMAL, 8_000_000_000L, CONTENT)
            .member("package/a.bin", "a.bin", CONTENT)
            .build(),
        "cannot be read");
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_GNUTYPE_LONGNAME})
  void a_name_of_gigabytes_is_not_read(byte type) {
    byte[] zeros = new byte[4_000_000];
    assertRefused(
        builder()
            .entry("././@LongLink", type, 4_000_000_000L, zeros)
            .declare("package/a.bin", "a.bin", CONTENT)
            .declareUnpacked(1_000_000)
            .build(),
        "cannot be read");
  }

  @Test
  void an_archive_that_inflates_to_more_than_is_pinned_is_refused() {
    byte[] zeros = new byte[50_000_000];
    assertRefused(
        good()
            .entry("package/zeros", TarConstants.LF_NORMAL, zeros.length, zeros)
            .declareUnpacked(1_000_000)
            .build(),
        "inflates to more");
  }

  @Test
  void endlessly_many_entries_are_refused() {
    PackageBuilder many = good();
    for (int entry = 0; entry < 10_001; entry++) {
      many.entry("package/" + entry, TarConstants.LF_NORMAL, 0, new byte[0]);
    }

    assertRefused(many.build(), "entries");
  }

  @Test
  void a_declared_file_that_is_missing_is_named() {
    assertRefused(good().declare("package/b.bin", "b.bin", CONTENT).build(), "package/b.bin");
  }

  @Test
  void a_declared_file_with_other_content_is_refused() {
    assertRefused(
        builder()
            .entry("package/a.bin", TarConstants.LF_NORMAL, CONTENT.length, CONTENT)
            .declare("package/a.bin", "a.bin", "another".getBytes(StandardCharsets.UTF_8))
            .build(),
        "as it is pinned");
  }

  @Test
  void a_script_without_the_constant_is_refused() {
    assertRefused(
        builder()
            .script("package/a.js", "const other = \"YQ==\";", "pieces", "a.txt", CONTENT)
            .build(),
        "no constant pieces");
  }

  @Test
  void a_script_with_broken_base64_is_refused() {
    assertRefused(
        builder()
            .script("package/a.js", "const pieces = \"=YQ\";", "pieces", "a.txt", CONTENT)
            .build(),
        "cannot be read");
  }

  @Test
  void something_that_is_no_archive_is_refused() {
    assertRefused(good().build(CONTENT), "cannot be read");
  }

  @Test
  void an_archive_that_ends_in_the_middle_is_refused() {
    PackageBuilder.Built whole = TestModels.weights();
    byte[] half = Arrays.copyOf(whole.archive(), whole.archive().length / 2);

    assertRefused(
        new PackageBuilder("pkg:npm/hostile@1.0.0")
            .declare("package/dist/weights.onnx", "w.onnx", TestModels.WEIGHTS)
            .declareUnpacked(1_000_000)
            .build(half),
        "cannot be read");
  }

  private void assertRefused(PackageBuilder.Built built, String reason) {
    registry.serve(built);

    ModelProblem problem = problemOf(TestModels.model(built));

    assertThat(problem).isInstanceOf(ModelProblem.MalformedArchive.class);
    assertThat(problem.why()).contains(reason);
    assertStoreIsEmpty();
  }
}
