package stentor.simulator.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import stentor.simulator.operation.Nodes;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * The gates that stand, at {@code GET /_simulator/gates}: the public address of each and the port
 * on loopback on which it really listens, {@code {"gates":[{"address","port"}]}}. A gate is an
 * instance whose stack has a wait condition that is met; it begins to listen when it is asked for
 * here. What is uploaded lies in a folder for each file system, until that is deleted.
 */
public final class Gates implements WireService, AutoCloseable {

  private static final String PATH = "/_simulator/gates";
  private static final String INSTANCE = "AWS::EC2::Instance";
  private static final String FILE_SYSTEM = "AWS::EFS::FileSystem";
  private static final Pattern MOUNTED = Pattern.compile("(?m)^FILE_SYSTEM='(fs-[0-9a-f]+)'$");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final World world;
  private final Path folder;
  private final Map<String, GateServer> servers = new HashMap<>();

  /**
   * The gates of a world.
   *
   * @param folder of what stands for file systems
   */
  public Gates(World world, Path folder) {
    this.world = world;
    this.folder = folder;
    world.whenRemoved(this::forget);
  }

  /**
   * One that stands.
   *
   * @param instance its id
   * @param address its public one
   * @param fileSystem id of what it has mounted
   * @param keys its own and the user's
   */
  private record Gate(String instance, String address, String fileSystem, GateKeys keys) {}

  @Override
  public Set<String> signingNames() {
    return Set.of();
  }

  @Override
  public boolean takesUnsigned(WireRequest request) {
    return request.path().equals(PATH);
  }

  @Override
  public boolean alone() {
    return false;
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    List<Gate> standing = world.atomically(this::standing);
    ObjectNode answer = Nodes.object();
    answer.set(
        "gates",
        Nodes.list(
            standing.stream()
                .map(
                    gate ->
                        Nodes.object().put("address", gate.address()).put("port", port(gate)))));
    return WireAnswer.json(answer);
  }

  private synchronized int port(Gate gate) {
    return servers
        .computeIfAbsent(
            gate.instance(), _ -> GateServer.start(folder.resolve(gate.fileSystem()), gate.keys()))
        .port();
  }

  private List<Gate> standing() {
    return world.all("AWS::CloudFormation::WaitCondition").stream()
        .filter(one -> !one.attribute("SimulatedHostKey").isEmpty())
        .flatMap(
            met ->
                world.all(INSTANCE).stream()
                    .filter(one -> one.stack().isPresent() && one.stack().equals(met.stack()))
                    .flatMap(instance -> gate(met, instance).stream()))
        .toList();
  }

  private Optional<Gate> gate(Resource met, Resource instance) {
    Matcher mounted = MOUNTED.matcher(script(instance));
    Optional<String> user =
        world
            .find("AWS::EC2::KeyPair", instance.text("KeyName"))
            .map(key -> key.text("PublicKeyMaterial"));
    if (!mounted.find() || user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Gate(
            instance.id(),
            instance.attribute("PublicIp"),
            mounted.group(1),
            GateKeys.of(met.attribute("SimulatedHostKey"), told(met), user.get())));
  }

  private static String script(Resource instance) {
    return new String(
        Base64.getMimeDecoder().decode(instance.text("UserData")), StandardCharsets.UTF_8);
  }

  private static String told(Resource met) {
    try {
      return MAPPER.readTree(met.attribute("Data")).path("hostkey").asText();
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  private synchronized void forget(Resource gone) {
    if (gone.type().equals(INSTANCE)) {
      Optional.ofNullable(servers.remove(gone.id())).ifPresent(GateServer::close);
    } else if (gone.type().equals(FILE_SYSTEM)) {
      erase(folder.resolve(gone.id()));
    }
  }

  private static void erase(Path files) {
    if (!Files.isDirectory(files)) {
      return;
    }
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("A file system cannot be deleted", failed);
    }
  }

  @Override
  public synchronized void close() {
    servers.values().forEach(GateServer::close);
    servers.clear();
  }
}
