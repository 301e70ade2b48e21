package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.json.DocumentFiles;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatusReportTest {

  private static final EnvironmentName NAME = new EnvironmentName("default");

  @TempDir Path home;

  @Test
  void states_that_could_not_be_written_down_are_passed_through_all_the_same() throws IOException {
    EnvironmentFolder folder = new EnvironmentFolder(NAME, home);
    StatusReport report = new StatusReport(folder, InstantSource.system());

    report.enter(EnvironmentState.STARTING);
    assertThatThrownBy(() -> publish(report)).as("no folder").isInstanceOf(IOException.class);
    report.enter(EnvironmentState.UP);
    assertThatThrownBy(() -> publish(report)).as("no folder").isInstanceOf(IOException.class);
    Files.createDirectories(folder.path());
    report.enter(EnvironmentState.DEGRADED);
    publish(report);

    assertThat(told(folder)).isEqualTo(EnvironmentState.DEGRADED);
  }

  @Test
  void what_still_holds_is_said_again_by_the_time_of_its_file() throws IOException {
    EnvironmentFolder folder = new EnvironmentFolder(NAME, home);
    Files.createDirectories(folder.path());
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    StatusReport report = new StatusReport(folder, now::get);
    report.enter(EnvironmentState.STARTING);
    publish(report);
    Path file = folder.path().resolve("status.json");
    String told = Files.readString(file);

    now.set(Instant.parse("2026-01-01T00:00:06Z"));
    publish(report);
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(now.get());
    now.set(Instant.parse("2026-01-01T00:00:07Z"));
    publish(report);

    assertThat(Files.getLastModifiedTime(file).toInstant())
        .isEqualTo(Instant.parse("2026-01-01T00:00:06Z"));
    assertThat(Files.readString(file)).isEqualTo(told);
  }

  @Test
  void a_state_that_cannot_follow_is_not_told() throws IOException {
    EnvironmentFolder folder = new EnvironmentFolder(NAME, home);
    Files.createDirectories(folder.path());
    StatusReport report = new StatusReport(folder, InstantSource.system());

    report.enter(EnvironmentState.STARTING);
    report.enter(EnvironmentState.ABSENT);
    publish(report);

    assertThat(told(folder)).isEqualTo(EnvironmentState.STARTING);
  }

  @Test
  void an_end_is_not_written_down_where_it_was_put_off_meanwhile() throws IOException {
    EnvironmentFolder folder = new EnvironmentFolder(NAME, home);
    Files.createDirectories(folder.path());
    Path file = folder.path().resolve("environment.json");
    DocumentFiles.replace(file, wanted(Instant.parse("2026-01-01T05:00:00Z")));

    assertThat(folder.writeDownStop(wanted(Instant.parse("2026-01-01T04:00:00Z")))).isFalse();
    assertThat(folder.wanted()).contains(wanted(Instant.parse("2026-01-01T05:00:00Z")));

    assertThat(folder.writeDownStop(wanted(Instant.parse("2026-01-01T05:00:00Z")))).isTrue();
    assertThat(folder.wanted().map(EnvironmentDocument::wanted)).contains(Wanted.STOPPED);
  }

  private static void publish(StatusReport report) throws IOException {
    Role master =
        new Role(
            "master",
            () -> {
              throw new IOException("nothing is started here");
            },
            (child, port) -> {
              throw new AssertionError("nothing runs here");
            });
    report.publish(
        wanted(Instant.parse("2026-01-01T04:00:00Z")), master, List.of(), Map.of(), List.of());
  }

  private static EnvironmentState told(EnvironmentFolder folder) throws IOException {
    return DocumentFiles.read(folder.path().resolve("status.json"), StatusDocument.class)
        .map(StatusDocument::state)
        .orElseThrow();
  }

  private static EnvironmentDocument wanted(Instant end) {
    return new EnvironmentDocument(
        EnvironmentDocument.SCHEMA,
        NAME,
        "local",
        Wanted.UP,
        Instant.parse("2026-01-01T00:00:00Z"),
        20_000,
        List.of(),
        Optional.of(end),
        OptionalLong.empty(),
        Optional.empty());
  }
}
