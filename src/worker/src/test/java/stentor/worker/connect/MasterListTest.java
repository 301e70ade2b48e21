package stentor.worker.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.job.Masters.Master;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MasterListTest {

  @TempDir Path folder;

  @Test
  void every_address_of_a_name_is_a_master_called_by_its_address() throws Exception {
    List<InetAddress> addresses =
        List.of(
            InetAddress.getByAddress(new byte[] {10, 64, 0, 7}),
            InetAddress.getByName("2001:db8::7"));

    assertThat(new MasterList.InNames("masters", 8080, _ -> addresses).now().orElseThrow())
        .containsExactly(
            new Master("10.64.0.7", URI.create("http://10.64.0.7:8080")),
            new Master("2001:db8:0:0:0:0:0:7", URI.create("http://[2001:db8:0:0:0:0:0:7]:8080")));
  }

  @Test
  void a_name_that_is_not_known_now_changes_nothing() {
    MasterList list =
        new MasterList.InNames(
            "masters",
            8080,
            host -> {
              throw new UnknownHostException(host);
            });

    assertThat(list.now()).isEmpty();
  }

  @Test
  void the_real_resolver_finds_this_computer() {
    assertThat(MasterList.of("dns:localhost:8080").now().orElseThrow())
        .contains(new Master("127.0.0.1", URI.create("http://127.0.0.1:8080")));
  }

  @Test
  void a_file_names_them_otherwise() throws Exception {
    Path file = folder.resolve("masters.json");
    assertThat(MasterList.of(file.toString()).now()).isEmpty();

    Files.writeString(
        file,
        "{\"schema\":1,\"masters\":[{\"name\":\"master-1\",\"address\":\"http://127.0.0.1:1\"}]}");

    assertThat(MasterList.of(file.toString()).now().orElseThrow())
        .containsExactly(new Master("master-1", URI.create("http://127.0.0.1:1")));
  }

  @Test
  void a_name_without_a_port_is_refused() {
    assertThatThrownBy(() -> MasterList.of("dns:masters"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
