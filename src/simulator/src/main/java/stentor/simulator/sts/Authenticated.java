package stentor.simulator.sts;

import java.util.Set;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;

/**
 * A service that refuses credentials that have expired.
 *
 * @param credentials of the account
 * @param service that is asked where they are good
 */
public record Authenticated(Credentials credentials, WireService service) implements WireService {

  @Override
  public Set<String> signingNames() {
    return service.signingNames();
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    credentials.check(request);
    return service.answer(request);
  }

  @Override
  public String action(WireRequest request) {
    return service.action(request);
  }

  @Override
  public boolean takesUnsigned(WireRequest request) {
    return service.takesUnsigned(request);
  }

  @Override
  public boolean alone() {
    return service.alone();
  }
}
