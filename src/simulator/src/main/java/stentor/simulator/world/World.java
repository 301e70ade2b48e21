package stentor.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import stentor.protocol.json.Documents;

/**
 * What exists in the simulated account. One lock; safe for all threads. What a call changed is in
 * the file {@code world.json} of its folder before {@link #atomically} returns, so that a simulator
 * that was killed goes on with the same world when it is started again; its time went on meanwhile.
 */
public final class World {

  private static final String ACCOUNT = "000000000042";
  private static final int ID_DIGITS = 17;

  /** What time brought about is kept after a second. */
  private static final long LATEST_NANOS = 1_000_000_000L;

  private final ReentrantLock lock = new ReentrantLock();
  private final Path file;
  private final SimulatedClock clock;
  private final Map<Key, Resource> resources = new LinkedHashMap<>();
  private final Map<String, JsonNode> read = new HashMap<>();
  private final List<Kept> kept = new ArrayList<>();
  private final List<Timed> timed = new ArrayList<>();
  private final List<Consumer<Resource>> mourners = new ArrayList<>();
  private Optional<Instant> happening = Optional.empty();
  private long ids;
  private boolean changed;
  private boolean moved;
  private long writtenNanos = System.nanoTime();

  private record Key(String type, String id) {}

  private World(Path file, SimulatedClock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * The world in a folder, as it was left there, or an empty one that begins now.
   *
   * @param real the time outside
   * @param pace simulated seconds in a real one
   * @throws IOException if the folder cannot be read
   */
  public static World open(Path folder, Clock real, double pace) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("world.json");
    if (!Files.exists(file)) {
      return new World(file, new SimulatedClock(real, real.instant(), pace));
    }
    WorldDocument.Read left = Documents.read(file, WorldDocument.Read.class);
    Duration away = Duration.between(left.realAt(), real.instant());
    Instant origin = left.simulatedAt().plusNanos((long) (away.toNanos() * pace));
    World world = new World(file, new SimulatedClock(real, origin, pace));
    left.resources()
        .forEach(
            resource -> world.resources.put(new Key(resource.type(), resource.id()), resource));
    world.read.putAll(left.parts());
    world.ids = left.started();
    return world;
  }

  /** The simulated time. */
  public SimulatedClock clock() {
    return clock;
  }

  /** The simulated time; while something {@linkplain Timed happens}, when it was due. */
  public Instant now() {
    return locked(() -> happening.orElseGet(clock::instant));
  }

  /** Number of the account. */
  public String account() {
    return ACCOUNT;
  }

  /** The resource with this id, if it exists. */
  public Optional<Resource> find(String type, String id) {
    return locked(() -> Optional.ofNullable(resources.get(new Key(type, id))));
  }

  /** All resources of a type, in the order in which they were made. */
  public List<Resource> all(String type) {
    return locked(
        () ->
            resources.values().stream().filter(resource -> resource.type().equals(type)).toList());
  }

  /** All resources, in the order in which they were made. */
  public List<Resource> all() {
    return locked(() -> List.copyOf(resources.values()));
  }

  /** Adds a resource, or takes the place of the one with its type and id. */
  public void put(Resource resource) {
    atomically(
        () -> {
          resources.put(new Key(resource.type(), resource.id()), resource);
          mark();
        });
  }

  /** Takes a resource away, if it is there. */
  public void remove(String type, String id) {
    atomically(
        () -> {
          Resource gone = resources.remove(new Key(type, id));
          if (gone != null) {
            mark();
            mourners.forEach(mourner -> mourner.accept(gone));
          }
        });
  }

  /** Tells of each resource that is taken away from now on, while the world is locked. */
  public void whenRemoved(Consumer<Resource> mourner) {
    locked(() -> mourners.add(mourner));
  }

  /** An id that no other resource has: the prefix, a hyphen and 17 hexadecimal digits. */
  public String nextId(String prefix) {
    return prefix + "-" + nextHex(ID_DIGITS);
  }

  /**
   * Hexadecimal digits that nothing else was given.
   *
   * @param digits 8 to 32
   */
  public String nextHex(int digits) {
    return locked(
        () -> {
          ids++;
          mark();
          String hex = "%016x%016x".formatted(mixed(ids), mixed(ids ^ 0x5DEECE66DL));
          return "0" + hex.substring(1, digits);
        });
  }

  /** A number from 0 to 1, the same for the same word in every world. */
  public double chance(String word) {
    long mixed = 0;
    for (int i = 0; i < word.length(); i++) {
      mixed = mixed(mixed * 31 + word.charAt(i));
    }
    return (mixed >>> 11) * 0x1.0p-53;
  }

  /** As SplitMix64 does it: one number in, one that looks random out, no two the same. */
  private static long mixed(long number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** The state that a part had when the world was kept last; absent in a new world. */
  public <T> Optional<T> state(String part, Class<T> type) {
    return locked(
        () ->
            Optional.ofNullable(read.get(part))
                .map(state -> Documents.read(Documents.write(state), type)));
  }

  /** Keeps the state of a part from now on. */
  public void keep(Kept part) {
    locked(() -> kept.add(part));
  }

  /** Lets a part live from now on. */
  public void live(Timed part) {
    locked(() -> timed.add(part));
  }

  /** Says that the state of a part is another now. */
  public void changed() {
    atomically(this::mark);
  }

  /**
   * Does something while nothing else happens, after all that is due by now has happened, and keeps
   * what was changed.
   */
  public <T> T atomically(Supplier<T> work) {
    lock.lock();
    try {
      boolean outermost = lock.getHoldCount() == 1;
      if (outermost) {
        catchUp();
      }
      try {
        return work.get();
      } finally {
        if (outermost) {
          write();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #atomically(Supplier)}, with nothing to give. */
  public void atomically(Runnable work) {
    atomically(
        () -> {
          work.run();
          return true;
        });
  }

  /** Jumps ahead; what was due meanwhile has happened in its order when it returns. */
  public void advance(Duration by) {
    clock.advance(by);
    changed();
    atomically(() -> {});
  }

  /** Lets happen what is due by now, the earliest first. */
  private void catchUp() {
    Instant now = clock.instant();
    for (Optional<Timed> next = next(now); next.isPresent(); next = next(now)) {
      Instant at = next.get().due().orElseThrow();
      happening = Optional.of(at);
      try {
        next.get().happen(at);
        moved = true;
      } finally {
        happening = Optional.empty();
      }
    }
  }

  /**
   * What time alone brings about would come about again, the same, from what is kept; so that need
   * not be kept at once.
   */
  private void mark() {
    if (happening.isPresent()) {
      moved = true;
    } else {
      changed = true;
    }
  }

  private Optional<Timed> next(Instant now) {
    return timed.stream()
        .filter(part -> part.due().filter(at -> !at.isAfter(now)).isPresent())
        .min(Comparator.comparing(part -> part.due().orElse(Instant.MAX)));
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is forced to the disk: it need not outlive a power cut, only this process. */
  private void write() {
    boolean late = System.nanoTime() - writtenNanos > LATEST_NANOS;
    if (!changed && !(moved && late)) {
      return;
    }
    Map<String, Object> parts = new HashMap<>(read);
    for (Kept part : kept) {
      parts.put(part.part(), part.state());
    }
    WorldDocument document =
        new WorldDocument(
            WorldDocument.SCHEMA,
            clock.real().instant(),
            clock.instant(),
            ids,
            List.copyOf(resources.values()),
            parts);
    try {
      Path beside = file.resolveSibling("world.json.new");
      Files.write(beside, Documents.write(document));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException("The world cannot be kept", failed);
    }
    changed = false;
    moved = false;
    writtenNanos = System.nanoTime();
  }
}
