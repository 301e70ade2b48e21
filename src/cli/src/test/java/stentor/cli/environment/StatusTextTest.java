package stentor.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.environment.CloudIdentity;
import stentor.protocol.environment.CredentialKind;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.ProcessStatus;
import stentor.protocol.environment.StatusDocument.Queue;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.protocol.environment.StatusDocument.Workers;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatusTextTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void has_a_name_and_a_value_a_line() {
    StatusDocument status =
        new StatusDocument(
            1,
            EnvironmentName.DEFAULT,
            Optional.of("local"),
            EnvironmentState.DEGRADED,
            Optional.of("http://127.0.0.1:20001"),
            Optional.of(NOW.minusSeconds(380)),
            Optional.of(NOW.plusSeconds(7_200)),
            List.of(
                new ServedModelStatus(
                    "first",
                    "1.0",
                    "en",
                    "transcribe",
                    new Workers(1, 2, 2, 1),
                    new Queue(3, 1, OptionalDouble.of(4)))),
            List.of(
                new ProcessStatus("supervisor", 11, Optional.empty()),
                new ProcessStatus("worker", 12, Optional.of("first"))),
            List.of(),
            new StatusDocument.Cost(0.125, 0.5, "USD", OptionalDouble.of(5)),
            List.of(new ProblemStatus("x", "A worker died.", "", List.of("See the logs."))));

    assertThat(StatusText.of(status, NOW))
        .containsExactly(
            "environment default",
            "state       degraded",
            "platform    local",
            "address     http://127.0.0.1:20001",
            "made        6 min 20 s ago",
            "ends        in 2 h",
            "cost        0.13 USD an hour, 0.50 USD of 5.00 USD so far",
            "models      first 1.0 (en): 1 of 2 workers ready, 3 waiting, 1 in work",
            "processes   supervisor 11, worker 12",
            "problems    A worker died. See the logs.");
  }

  @Test
  void on_a_cloud_it_says_as_whom_it_was_asked_and_until_when_that_is_valid() {
    StatusDocument status =
        new StatusDocument(
                1,
                EnvironmentName.DEFAULT,
                Optional.of("aws"),
                EnvironmentState.UP,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                StatusDocument.Cost.FREE,
                List.of())
            .withIdentity(
                new CloudIdentity(
                    "000000000042",
                    "arn:aws:iam::000000000042:role/lab",
                    CredentialKind.ASSUMED_ROLE,
                    Optional.of("lab"),
                    Optional.of(NOW.plusSeconds(3_600))));

    assertThat(StatusText.of(status, NOW))
        .contains(
            "identity    As arn:aws:iam::000000000042:role/lab in account 000000000042 (assumed"
                + " role, profile lab), valid until 2026-01-01T13:00:00Z");
  }
}
