package stentor.control.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.control.WorkerRange;
import stentor.control.event.ControlEvent;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** Bringing environments up on this computer. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalStartTest {

  @TempDir Path home;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(home);
  }

  @AfterEach
  void close() throws IOException {
    laboratory.close();
  }

  @Test
  void an_environment_that_was_brought_up_serves_and_has_an_endpoint() throws Exception {
    StatusDocument status = laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(status.state()).isEqualTo(EnvironmentState.UP);
    assertThat(status.models()).extracting("id").containsExactly("first");
    int port = laboratory.platform.wanted(Laboratory.NAME).orElseThrow().port();
    Endpoint endpoint = laboratory.endpoint().orElseThrow();
    assertThat(endpoint.url()).isEqualTo(URI.create("http://127.0.0.1:" + port));
    assertThat(endpoint.token()).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(endpoint.toString()).doesNotContain(endpoint.token());
  }

  @Test
  void the_token_is_for_its_owner_only_and_on_no_command_line() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(laboratory.folder.tokenFile())))
        .isEqualTo("rw-------");
    assertThat(laboratory.supervisor().info().commandLine().orElse(""))
        .doesNotContain(laboratory.endpoint().orElseThrow().token());
  }

  @Test
  void bringing_it_up_again_changes_nothing() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle supervisor = laboratory.supervisor();
    var document = laboratory.platform.wanted(Laboratory.NAME);
    laboratory.seen.clear();

    laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(laboratory.supervisor()).isEqualTo(supervisor);
    assertThat(laboratory.platform.wanted(Laboratory.NAME)).isEqualTo(document);
    assertThat(laboratory.seen).isEmpty();
  }

  @Test
  void another_model_is_added_to_a_running_environment() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    StatusDocument status =
        laboratory.up(Laboratory.wanted(new WorkerRange(2, 3), Laboratory.SECOND));

    assertThat(status.models()).extracting("id").containsExactly("first", "second");
    assertThat(laboratory.platform.wanted(Laboratory.NAME).orElseThrow().models())
        .containsExactly(new WantedModel("first", "1", 1, 2), new WantedModel("second", "2", 2, 3));
  }

  @Test
  void environments_that_were_made_are_listed() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(laboratory.platform.all()).containsExactly(new EnvironmentName("default"));
  }

  @Test
  void its_events_are_numbered_without_gaps() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    laboratory.down();

    for (int index = 0; index < laboratory.seen.size(); index++) {
      assertThat(laboratory.seen.get(index).sequence()).isEqualTo(index + 1);
    }
    assertThat(laboratory.seen).hasSizeGreaterThan(3);
  }

  @Test
  void a_second_writer_is_told_who_writes() throws Exception {
    laboratory.folder.make();
    Process writer =
        new ProcessBuilder(
                Laboratory.javaCommand(
                    WriterDouble.class, laboratory.folder.writerLock().toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      byte[] taken = writer.getInputStream().readNBytes("taken".length());
      assertThat(new String(taken, StandardCharsets.UTF_8)).isEqualTo("taken");

      ControlProblem problem =
          Laboratory.problemOf(() -> laboratory.up(Laboratory.wanted(Laboratory.FIRST)));

      assertThat(problem).isInstanceOf(EnvironmentProblem.EnvironmentBusy.class);
      assertThat(problem.why()).contains("process " + writer.pid() + ", started 20");
      assertThat(laboratory.seen).hasOnlyElementsOfType(ControlEvent.Note.class);
    } finally {
      writer.destroyForcibly();
      writer.waitFor();
    }
    assertThat(laboratory.up(Laboratory.wanted(Laboratory.FIRST)).state())
        .isEqualTo(EnvironmentState.UP);
  }
}
