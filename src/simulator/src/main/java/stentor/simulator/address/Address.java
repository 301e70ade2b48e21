package stentor.simulator.address;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;

/**
 * Tells a caller the address from which it is seen, as {@code checkip.amazonaws.com} does: one of
 * those that are kept for examples (RFC 5737).
 */
public final class Address implements WireService {

  private static final String SEEN = "198.51.100.7\n";
  private static final int OK = 200;

  /** Made by the simulator. */
  public Address() {}

  @Override
  public Set<String> signingNames() {
    return Set.of("checkip");
  }

  @Override
  public boolean takesUnsigned(WireRequest request) {
    return request.method().equals("GET") && request.path().equals("/");
  }

  @Override
  public String action(WireRequest request) {
    return "Address";
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    return new WireAnswer(
        OK, Map.of("Content-Type", "text/plain"), SEEN.getBytes(StandardCharsets.US_ASCII));
  }
}
