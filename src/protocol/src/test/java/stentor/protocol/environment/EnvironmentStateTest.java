package stentor.protocol.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static stentor.protocol.environment.StatusDocument.EnvironmentState.ABSENT;
import static stentor.protocol.environment.StatusDocument.EnvironmentState.DEGRADED;
import static stentor.protocol.environment.StatusDocument.EnvironmentState.FAILED;
import static stentor.protocol.environment.StatusDocument.EnvironmentState.STARTING;
import static stentor.protocol.environment.StatusDocument.EnvironmentState.STOPPING;
import static stentor.protocol.environment.StatusDocument.EnvironmentState.UP;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** From which state to which an environment goes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EnvironmentStateTest {

  private static final Map<EnvironmentState, Set<EnvironmentState>> ALLOWED =
      Map.of(
          ABSENT, Set.of(ABSENT, STARTING),
          STARTING, Set.of(STARTING, UP, FAILED, STOPPING),
          UP, Set.of(UP, DEGRADED, STOPPING),
          DEGRADED, Set.of(DEGRADED, UP, STOPPING),
          STOPPING, Set.of(STOPPING, ABSENT, FAILED),
          FAILED, Set.of(FAILED, STARTING, UP, STOPPING));

  @ParameterizedTest
  @EnumSource
  void a_state_goes_to_these_and_to_no_other(EnvironmentState state) {
    Set<EnvironmentState> next =
        Arrays.stream(EnvironmentState.values())
            .filter(state::mayBecome)
            .collect(Collectors.toSet());

    assertThat(next).isEqualTo(ALLOWED.get(state));
  }
}
