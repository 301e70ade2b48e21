package stentor.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.control.environment.EnvironmentFolder;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Versioned;

/**
 * What an environment has cost so far: for every stack of it that costs by the hour, from when to
 * when it stood. Kept in {@code spending.json} in its folder, since a stack that is gone is only
 * told of by who knows its ARN. However often it is reckoned, the same stack counts once.
 */
final class Spending {

  private static final String FILE = "spending.json";
  private static final double HOUR = 3600.0;

  private final Path file;

  Spending(EnvironmentFolder folder) {
    this.file = folder.path().resolve(FILE);
  }

  /**
   * A stack that costs by the hour.
   *
   * @param stack its ARN
   * @param perHour US dollars that an hour of it costs
   * @param from when it was made
   * @param seen when it was seen last
   * @param until when it was deleted; absent while it stands
   */
  record Stood(String stack, double perHour, Instant from, Instant seen, Optional<Instant> until) {

    private double dollars() {
      return Math.max(0, Duration.between(from, until.orElse(seen)).toMillis() / 1000.0)
          / HOUR
          * perHour;
    }
  }

  /**
   * The document.
   *
   * @param schema version of the document, {@value Versioned#SCHEMA}
   * @param stood the stacks
   */
  record Document(int schema, List<Stood> stood) implements Versioned {

    /** Copies the list. */
    Document {
      stood = List.copyOf(stood);
    }
  }

  /**
   * US dollars so far. Changes nothing.
   *
   * @param specs what costs what
   * @param standing the stacks that are there, by part
   */
  double dollars(Account account, List<StackSpec> specs, Map<String, StackView> standing)
      throws IOException, InterruptedException {
    return dollars(seen(account, specs, standing));
  }

  /** The same, written down. Its caller holds the writer's lock. */
  double note(Account account, List<StackSpec> specs, Map<String, StackView> standing)
      throws IOException, InterruptedException {
    List<Stood> seen = seen(account, specs, standing);
    DocumentFiles.replace(file, new Document(Versioned.SCHEMA, seen));
    return dollars(seen);
  }

  private static double dollars(List<Stood> all) {
    return all.stream().mapToDouble(Stood::dollars).sum();
  }

  private List<Stood> seen(Account account, List<StackSpec> specs, Map<String, StackView> standing)
      throws IOException, InterruptedException {
    Instant now = account.clock().instant();
    Map<String, Double> rates = new HashMap<>();
    specs.forEach(spec -> rates.put(spec.part(), spec.costPerHour()));
    Map<String, Stood> all = new LinkedHashMap<>();
    for (Stood one : read()) {
      all.put(one.stack(), one);
    }
    Set<String> there = new HashSet<>();
    standing.forEach(
        (part, view) -> {
          there.add(view.id());
          Stood before = all.get(view.id());
          double rate = before == null ? rates.getOrDefault(part, 0.0) : before.perHour();
          if (rate > 0) {
            all.put(view.id(), new Stood(view.id(), rate, view.createdAt(), now, Optional.empty()));
          }
        });
    List<Stood> seen = new ArrayList<>();
    for (Stood one : all.values()) {
      boolean known = one.until().isPresent() || there.contains(one.stack());
      seen.add(known ? one : gone(account, one));
    }
    return seen;
  }

  /** Where CloudFormation does not know of it any more, it stood for as long as it was seen. */
  private static Stood gone(Account account, Stood one) throws InterruptedException {
    Instant end =
        account.stacks().find(one.stack()).flatMap(StackView::deletedAt).orElse(one.seen());
    return new Stood(one.stack(), one.perHour(), one.from(), one.seen(), Optional.of(end));
  }

  private List<Stood> read() throws IOException {
    return DocumentFiles.read(file, Document.class).map(Document::stood).orElse(List.of());
  }
}
