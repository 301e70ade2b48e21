package stentor.simulator.tagging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import stentor.simulator.world.Kept;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** What has gone, for as long as the tagging API has not noticed. */
final class Departed implements Kept {

  private static final Duration NOTICED_AFTER = Duration.ofMinutes(10);

  private final World world;
  private final List<Gone> gone = new ArrayList<>();

  /**
   * One that has gone.
   *
   * @param resource as it was
   * @param at simulated time
   */
  record Gone(Resource resource, Instant at) {}

  /**
   * The state that is kept.
   *
   * @param gone the earliest first
   */
  record Document(List<Gone> gone) {}

  Departed(World world) {
    this.world = world;
    world.state(part(), Document.class).ifPresent(document -> gone.addAll(document.gone()));
    world.keep(this);
    world.whenRemoved(this::add);
  }

  private void add(Resource resource) {
    if (!resource.tags().isEmpty()) {
      forget();
      gone.add(new Gone(resource, world.now()));
    }
  }

  private void forget() {
    Instant now = world.now();
    gone.removeIf(one -> one.at().plus(NOTICED_AFTER).isBefore(now));
  }

  /** Those that are still listed. */
  Stream<Resource> listed() {
    forget();
    return gone.stream().map(Gone::resource);
  }

  @Override
  public String part() {
    return "tagging";
  }

  @Override
  public Object state() {
    return new Document(List.copyOf(gone));
  }
}
