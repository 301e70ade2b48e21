package stentor.control.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.control.problem.ControlException;
import stentor.control.problem.MasterProblem;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MetricsCallTest {

  @Test
  void metrics_are_read() throws Exception {
    try (MasterDouble master = new MasterDouble();
        MasterClient client = new MasterClient(master.endpoint())) {
      master.on("GET /metrics", 200, "stentor_open_jobs 2\n");

      assertThat(client.metrics().sum("stentor_open_jobs", Map.of())).hasValue(2);
    }
  }

  @Test
  void what_is_no_metrics_or_too_much_is_an_unreadable_answer() throws Exception {
    try (MasterDouble master = new MasterDouble();
        MasterClient client = new MasterClient(master.endpoint())) {
      for (String body : new String[] {"", "<html>", "x".repeat(5 * 1024 * 1024)}) {
        master.on("GET /metrics", 200, body);

        assertThat(catchThrowableOfType(ControlException.class, client::metrics).problem())
            .isInstanceOf(MasterProblem.UnreadableAnswer.class);
      }
    }
  }
}
