package stentor.app.environment;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import stentor.app.async.Coalescer;
import stentor.app.async.Ending;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.control.Environments;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.speech.problem.Problem;
import stentor.speech.problem.ProblemException;

/**
 * Looks at all environments again and again as long as somebody follows, and tells what it saw. One
 * look at a time; the next one begins a pace after the last has ended, so that slow answers are not
 * piled up. What cannot be seen is told as it was, marked as lost. Environments on a cloud are
 * looked at each by itself and less often: one that does not answer holds up no other. Used on the
 * window's thread.
 */
public final class EnvironmentWatch {

  /** Least time between two updates of a screen. */
  public static final Duration UPDATE_EVERY = Duration.ofMillis(250);

  private final Environments environments;
  private final TaskRunner tasks;
  private final UiThread ui;
  private final Later later;
  private final Clock clock;
  private final Duration pace;

  /** A cloud that has not answered for so long is told as lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<EnvironmentName, FarLook> far = new HashMap<>();
  private final List<Coalescer<List<Seen>>> followers = new ArrayList<>();
  private Map<EnvironmentName, Seen> last = new LinkedHashMap<>();
  private boolean known;
  private boolean looking;
  private long looks;
  private final ReadOnlyObjectWrapper<List<Seen>> seenLast = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Problem>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /**
   * The last look at an environment on a cloud.
   *
   * @param begun when it began
   * @param going whether it goes on
   */
  private record FarLook(Instant begun, boolean going) {}

  /** Ends what was begun; a second call does nothing. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Makes one, which does not look yet.
   *
   * @param pace time between two looks
   */
  public EnvironmentWatch(
      Environments environments,
      TaskRunner tasks,
      UiThread ui,
      Later later,
      Clock clock,
      Duration pace) {
    this.environments = environments;
    this.tasks = tasks;
    this.ui = ui;
    this.later = later;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * Tells what is known now, where something is, and from then on what is seen.
   *
   * @param follower gets all environments, in alphabetical order
   */
  public Subscription follow(Consumer<List<Seen>> follower) {
    Coalescer<List<Seen>> told = new Coalescer<>(ui, later, UPDATE_EVERY, follower);
    followers.add(told);
    if (known) {
      told.accept(List.copyOf(last.values()));
    }
    look();
    return () -> followers.remove(told);
  }

  /** As {@link #follow(Consumer)}, of one environment; absent: it is not there. */
  public Subscription follow(EnvironmentName name, Consumer<Optional<Seen>> follower) {
    return follow(
        all -> follower.accept(all.stream().filter(one -> one.name().equals(name)).findFirst()));
  }

  /**
   * What was seen last, in alphabetical order; nothing is looked at for the sake of who reads this.
   */
  public ReadOnlyObjectProperty<List<Seen>> seenProperty() {
    return seenLast.getReadOnlyProperty();
  }

  /** Why not even the list of environments can be seen; absent where it can. */
  public ReadOnlyObjectProperty<Optional<Problem>> troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Looks now rather than a pace later. */
  public void look() {
    far.values().removeIf(one -> !one.going());
    lookOnce();
  }

  private void lookOnce() {
    if (looking || followers.isEmpty()) {
      return;
    }
    looking = true;
    Map<EnvironmentName, Seen> before = Map.copyOf(last);
    var _ =
        tasks.quietly(
            "Look at the environments",
            report -> seeAll(before),
            new Ending<List<Seen>>() {
              @Override
              public void succeeded(List<Seen> seen) {
                trouble.set(Optional.empty());
                tell(seen);
              }

              @Override
              public void failed(Problem problem) {
                trouble.set(Optional.of(problem));
                tell(last.values().stream().map(one -> one.lostBy(problem)).toList());
              }

              @Override
              public void cancelled() {
                looking = false;
              }
            });
  }

  private void tell(List<Seen> seen) {
    Map<EnvironmentName, Seen> now = new LinkedHashMap<>();
    seen.forEach(one -> now.put(one.name(), newest(one)));
    last = now;
    known = true;
    looking = false;
    tellAll();
    far.keySet().retainAll(last.keySet());
    List.copyOf(last.values()).stream().filter(one -> one.place().isCloud()).forEach(this::lookFar);
    // Only the newest plan counts: a look that somebody asked for begins no second series.
    long planned = ++looks;
    later.run(
        pace,
        () ->
            ui.run(
                () -> {
                  if (planned == looks) {
                    lookOnce();
                  }
                }));
  }

  private void tellAll() {
    List<Seen> all = List.copyOf(last.values());
    seenLast.set(all);
    List.copyOf(followers).forEach(follower -> follower.accept(all));
  }

  /** What is seen of one on a cloud is of its own last look; it may have come meanwhile. */
  private Seen newest(Seen told) {
    if (!told.place().isCloud()) {
      return told;
    }
    Seen newest =
        Optional.ofNullable(last.get(told.name()))
            .filter(before -> before.place() == told.place())
            .map(before -> before.with(told.wanted(), told.change()))
            .orElse(told);
    Duration waited =
        Optional.ofNullable(far.get(told.name()))
            .filter(FarLook::going)
            .map(look -> Duration.between(look.begun(), clock.instant()))
            .orElse(Duration.ZERO);
    return waited.compareTo(PATIENCE) > 0
        ? newest.lostBy(
            new WatchProblem.Unanswered(told.name(), placeName(told), waited.truncatedTo(SECONDS)))
        : newest;
  }

  private static String placeName(Seen seen) {
    return seen.place() == Place.AWS ? "AWS" : "The rehearsal";
  }

  private void lookFar(Seen known) {
    EnvironmentName name = known.name();
    Instant now = clock.instant();
    boolean due =
        Optional.ofNullable(far.get(name))
            .map(look -> !look.going() && !now.isBefore(look.begun().plus(known.place().pace())))
            .orElse(true);
    if (!due || followers.isEmpty()) {
      return;
    }
    far.put(name, new FarLook(now, true));
    var _ =
        tasks.quietly(
            "Look at " + name,
            report -> see(name),
            new Ending<Seen>() {
              @Override
              public void succeeded(Seen seen) {
                seenFar(name, now, seen);
              }

              @Override
              public void failed(Problem problem) {
                seenFar(name, now, last.getOrDefault(name, known).lostBy(problem));
              }

              @Override
              public void cancelled() {
                far.remove(name);
              }
            });
  }

  private void seenFar(EnvironmentName name, Instant begun, Seen seen) {
    far.put(name, new FarLook(begun, false));
    if (last.containsKey(name)) {
      last.put(name, seen);
      tellAll();
    }
  }

  private List<Seen> seeAll(Map<EnvironmentName, Seen> before) throws InterruptedException {
    List<Seen> all = new ArrayList<>();
    for (EnvironmentName name : environments.all()) {
      try {
        Optional<EnvironmentDocument> wanted = environments.wanted(name);
        all.add(
            Place.of(wanted.map(EnvironmentDocument::platform)).isCloud()
                ? asWritten(name, wanted)
                : see(name));
      } catch (ProblemException unseen) {
        Seen seen = Optional.ofNullable(before.get(name)).orElseGet(() -> neverSeen(name));
        all.add(seen.lostBy(unseen.problem()));
      }
    }
    return all;
  }

  private Seen neverSeen(EnvironmentName name) {
    return new Seen(
        name,
        StatusDocument.absent(name),
        Optional.empty(),
        Optional.empty(),
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }

  /** What files of this computer tell of one on a cloud, which is asked besides. */
  private Seen asWritten(EnvironmentName name, Optional<EnvironmentDocument> wanted)
      throws InterruptedException {
    Seen written =
        new Seen(
            name,
            StatusDocument.absent(name),
            wanted,
            environments.changing(name),
            clock.instant(),
            Optional.empty(),
            Optional.empty());
    return written.lostBy(new WatchProblem.Unanswered(name, placeName(written), Duration.ZERO));
  }

  private Seen see(EnvironmentName name) throws InterruptedException {
    StatusDocument status = environments.look(name);
    Optional<EnvironmentDocument> wanted = environments.wanted(name);
    boolean cloud = Place.of(wanted.map(EnvironmentDocument::platform)).isCloud();
    return new Seen(
        name,
        status,
        wanted,
        environments.changing(name),
        clock.instant(),
        cloud ? Optional.of(environments.clock(name, Optional.empty())) : Optional.empty(),
        Optional.empty());
  }
}
