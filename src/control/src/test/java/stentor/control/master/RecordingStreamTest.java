package stentor.control.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordingStreamTest {

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("a.wav"), content);
  }

  @Test
  void of_a_file_that_grows_come_as_many_bytes_as_were_announced() throws Exception {
    try (RecordingStream stream = RecordingStream.ofFile(file("12345"), 3, unread -> {})) {
      assertThat(stream.length()).hasValue(3);
      assertThat(stream.readAllBytes()).asString().isEqualTo("123");
    }
  }

  @Test
  void a_file_that_shrinks_is_told_as_such() throws Exception {
    Path file = file("12345");
    try (RecordingStream stream = RecordingStream.ofFile(file, 9, unread -> {})) {
      assertThat(catchThrowableOfType(ControlException.class, stream::readAllBytes).problem())
          .isEqualTo(
              new RequestProblem.UnreadableFile(file, "it became shorter while it was sent"));
    }
  }

  @Test
  void a_pipe_may_have_as_much_as_is_taken_and_no_more() throws Exception {
    Path file = file("12345");
    try (RecordingStream stream = RecordingStream.ofPipe(file, 5, unread -> {})) {
      assertThat(stream.length()).isEmpty();
      assertThat(stream.readAllBytes()).hasSize(5);
    }
    try (RecordingStream stream = RecordingStream.ofPipe(file, 4, unread -> {})) {
      assertThat(catchThrowableOfType(ControlException.class, stream::readAllBytes).problem())
          .isEqualTo(new RequestProblem.FileTooLarge(file, 4));
    }
  }
}
