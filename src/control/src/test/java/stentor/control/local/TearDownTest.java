package stentor.control.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Gone;

/** Taking environments down. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TearDownTest {

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
  void taken_down_it_leaves_nothing_and_proves_it() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    int port = laboratory.platform.wanted(Laboratory.NAME).orElseThrow().port();
    long pid = laboratory.supervisor().pid();
    Path marker = laboratory.folder.openJobs().resolve("01980000-0000-7000-8000-000000000000");
    Files.createDirectories(marker.getParent());
    Files.createFile(marker);
    assertThat(laboratory.platform.unfinishedJobs(Laboratory.NAME)).isEqualTo(1);

    ReceiptDocument receipt = laboratory.down();

    assertThat(receipt.left()).isEmpty();
    assertThat(receipt.gone())
        .extracting(Gone::kind, Gone::id)
        .contains(
            tuple("process", "supervisor " + pid),
            tuple("port", String.valueOf(port)),
            tuple("folder", laboratory.folder.openJobs().toString()));
    assertThat(receipt.checked()).extracting(Checked::answer).containsOnly("no");
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(PortChoice.isFree(port)).isTrue();
    assertThat(laboratory.folder.kept()).isEmpty();
    assertThat(laboratory.folder.path().resolve("receipt.json")).exists();
    assertThat(laboratory.folder.supervisorLog()).exists();
    assertThat(laboratory.platform.unfinishedJobs(Laboratory.NAME)).isZero();
    assertThat(laboratory.platform.lastReceipt(Laboratory.NAME)).contains(receipt);
  }

  @Test
  void what_was_never_taken_down_has_no_receipt() throws Exception {
    assertThat(laboratory.platform.lastReceipt(Laboratory.NAME)).isEmpty();
  }

  @Test
  void taking_down_what_is_not_there_leaves_nothing() throws Exception {
    ReceiptDocument receipt = laboratory.down();

    assertThat(receipt.left()).isEmpty();
    assertThat(receipt.made()).isEmpty();
    assertThat(laboratory.folder.path()).doesNotExist();
    assertThat(receipt.checked()).extracting(Checked::answer).containsExactly("no");
  }

  @Test
  void a_supervisor_that_does_not_stop_is_ended() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.DEAF);
    Deadlines generous = laboratory.deadlines();
    Laboratory impatient =
        laboratory.with(
            new Deadlines(
                generous.writer(),
                generous.start(),
                generous.firstStatus(),
                Duration.ofMillis(200),
                Duration.ofSeconds(2)),
            Clock.systemUTC());
    impatient.platform.up(Laboratory.wanted(Laboratory.FIRST), List.of(), impatient.events);
    ProcessHandle supervisor = laboratory.supervisor();

    ReceiptDocument receipt = impatient.platform.down(Laboratory.NAME, impatient.events);

    assertThat(receipt.left()).isEmpty();
    assertThat(supervisor.isAlive()).isFalse();
  }

  @Test
  void a_new_environment_of_the_same_name_has_another_token() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    String before = laboratory.endpoint().orElseThrow().token();
    laboratory.down();

    laboratory.up(Laboratory.wanted(Laboratory.FIRST));

    assertThat(laboratory.endpoint().orElseThrow().token()).isNotEqualTo(before);
  }

  @Test
  void what_was_left_half_taken_down_is_ended_before_it_is_brought_up() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle killed = laboratory.supervisor();
    killed.destroyForcibly();
    killed.onExit().join();
    String before = laboratory.folder.token().orElseThrow();
    laboratory.folder.want(laboratory.folder.wanted().orElseThrow().withWanted(Wanted.DOWN));
    Path job = Files.createDirectories(laboratory.folder.path().resolve("jobs").resolve("old"));

    laboratory.up(Laboratory.wanted(Laboratory.SECOND));

    assertThat(job).doesNotExist();
    assertThat(laboratory.endpoint().orElseThrow().token()).isNotEqualTo(before);
    assertThat(laboratory.platform.wanted(Laboratory.NAME).orElseThrow().models())
        .extracting(WantedModel::id)
        .containsExactly("second");
  }

  @Test
  void a_document_that_cannot_be_read_does_not_keep_it_from_being_taken_down() throws Exception {
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
    ProcessHandle supervisor = laboratory.supervisor();
    Files.writeString(laboratory.folder.path().resolve("environment.json"), "{");

    ReceiptDocument receipt = laboratory.down();

    assertThat(receipt.left()).isEmpty();
    assertThat(supervisor.isAlive()).isFalse();
    assertThat(laboratory.folder.kept()).isEmpty();
  }

  @Test
  void processes_that_no_file_names_are_ended_and_proved_too() throws Exception {
    laboratory.behave(SupervisorDouble.Behaviour.PARENT);
    Deadlines generous = laboratory.deadlines();
    Laboratory impatient =
        laboratory.with(
            new Deadlines(
                generous.writer(),
                generous.start(),
                generous.firstStatus(),
                generous.stop(),
                // An orphan that has ended is there until the first process has asked for it.
                Duration.ofSeconds(4)),
            Clock.systemUTC());
    impatient.platform.up(Laboratory.wanted(Laboratory.FIRST), List.of(), impatient.events);
    ProcessHandle child = laboratory.supervisor().children().findAny().orElseThrow();

    ReceiptDocument receipt = impatient.platform.down(Laboratory.NAME, impatient.events);

    assertThat(child.isAlive()).isFalse();
    assertThat(receipt.left()).isEmpty();
    assertThat(receipt.gone())
        .extracting(Gone::kind, Gone::id)
        .contains(tuple("process", "supervisor's child " + child.pid()));
  }
}
