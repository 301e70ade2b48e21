package stentor.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DurableFilesTest {

  @TempDir Path folder;

  @Test
  void a_replaced_file_has_the_new_content_and_nothing_stays_beside_it() throws IOException {
    Path file = folder.resolve("a");

    DurableFiles.replace(file, bytes("one, and longer"));
    DurableFiles.replace(file, bytes("two"));

    assertThat(file).hasContent("two");
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  @Test
  void a_replacement_that_fails_leaves_what_was_there() throws IOException {
    Path inTheWay = Files.createDirectories(folder.resolve("a/b"));

    assertThatThrownBy(() -> DurableFiles.replace(folder.resolve("a"), bytes("x")))
        .isInstanceOf(IOException.class);

    assertThat(inTheWay).isDirectory();
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  @Test
  void of_many_that_create_a_file_at_once_exactly_one_does() throws Exception {
    Path file = folder.resolve("a");
    List<String> winners = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        byte[] content = bytes("content " + i);
        calls.add(threads.submit(() -> DurableFiles.create(file, content)));
      }
      for (int i = 0; i < calls.size(); i++) {
        if (calls.get(i).get()) {
          winners.add("content " + i);
        }
      }
    }

    assertThat(winners).hasSize(1);
    assertThat(file).hasContent(winners.getFirst());
    assertThat(folder.toFile().list()).containsExactly("a");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no POSIX permissions")
  void a_created_file_has_its_permissions_from_the_beginning() throws IOException {
    Path file = folder.resolve("secret");

    DurableFiles.create(
        file,
        bytes("x"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_stream_is_written_to_its_end_over_what_was_there() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "something longer");

    DurableFiles.write(file, new ByteArrayInputStream(bytes("short")));

    assertThat(file).hasContent("short");
  }

  @Test
  void a_published_folder_is_at_its_place_with_all_that_is_in_it() throws IOException {
    Path built = Files.createDirectories(folder.resolve("built"));
    Files.createDirectories(built.resolve("inner"));
    Files.writeString(built.resolve("inner/a"), "x");
    Path place = folder.resolve("models/one/1");

    DurableFiles.publish(built, place);

    assertThat(place.resolve("inner/a")).hasContent("x");
    assertThat(built).doesNotExist();
  }

  @Test
  void a_deleted_tree_is_gone_and_what_its_links_point_to_is_not() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "x");
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.createDirectory(tree.resolve("inner"));
    Files.writeString(tree.resolve("inner/a"), "x");
    Files.createSymbolicLink(tree.resolve("link"), folder);

    DurableFiles.deleteTree(tree);
    DurableFiles.deleteTree(tree);

    assertThat(tree).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void a_file_needs_a_folder_that_is_there() {
    assertThatThrownBy(() -> DurableFiles.replace(folder.resolve("none/a"), bytes("x")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
