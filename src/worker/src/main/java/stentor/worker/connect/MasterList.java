package stentor.worker.connect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.job.Masters;
import stentor.protocol.job.Masters.Master;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;

/** Who the masters of an environment are; asked again and again, since they come and go. */
public sealed interface MasterList {

  /** All there are now; absent where that cannot be known, and then nothing has changed. */
  Optional<List<Master>> now();

  /**
   * The list at a place.
   *
   * @param place {@code dns:HOST:PORT} for every address of a host, at that port, each called by
   *     its address; else a file with {@link Masters}, replaced as a whole by others
   * @throws IllegalArgumentException if it names no port
   */
  static MasterList of(String place) {
    if (!place.startsWith(InNames.PREFIX)) {
      return new InFile(Path.of(place));
    }
    String rest = place.substring(InNames.PREFIX.length());
    int colon = rest.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("Expected dns:HOST:PORT: " + place);
    }
    return new InNames(
        rest.substring(0, colon),
        Integer.parseInt(rest.substring(colon + 1)),
        host -> List.of(InetAddress.getAllByName(host)));
  }

  /**
   * Those that a file names.
   *
   * @param file there may be none yet
   */
  record InFile(Path file) implements MasterList {

    private static final Logger LOG = LoggerFactory.getLogger(MasterList.class);

    @Override
    public Optional<List<Master>> now() {
      try {
        return DocumentFiles.read(file, Masters.class).map(Masters::masters);
      } catch (IOException | DocumentException unreadable) {
        LOG.warn("The list of masters cannot be read", unreadable);
        return Optional.empty();
      }
    }
  }

  /**
   * Those behind a name, as a headless service of Kubernetes has it (Kubernetes, "DNS for Services
   * and Pods": an address record for each pod that is ready).
   *
   * @param resolver asks for the addresses
   */
  record InNames(String host, int port, Resolver resolver) implements MasterList {

    private static final String PREFIX = "dns:";

    /** Knows the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
      List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    @Override
    public Optional<List<Master>> now() {
      try {
        return Optional.of(resolver.addresses(host).stream().map(this::master).toList());
      } catch (UnknownHostException none) {
        // A name without addresses is no name; so are those of a resolver that is away, and then
        // who is connected stays connected.
        return Optional.empty();
      }
    }

    private Master master(InetAddress address) {
      String literal = address.getHostAddress();
      String inUrl = literal.contains(":") ? "[" + literal + "]" : literal;
      return new Master(literal, URI.create("http://" + inUrl + ":" + port));
    }
  }
}
