package stentor.aws.stack;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import stentor.aws.stack.StackChange.Effect;

/** Says in words what an update would do, the worst first. Pure. */
final class ChangeWords {

  /** Small changes are counted where there are more. */
  private static final int MOST_NAMED = 3;

  /** What it means for a person that another one takes the place of one. */
  private static final Map<String, String> CONSEQUENCES =
      Map.of(
          "AWS::EC2::Instance", "which interrupts uploads",
          "AWS::EKS::Cluster", "which ends all that runs on it",
          "AWS::EFS::FileSystem", "which loses the models on it",
          "AWS::EFS::MountTarget", "which cuts its zone off from the models for minutes",
          "AWS::EC2::NatGateway", "which cuts the nodes off for minutes",
          "AWS::S3::Bucket", "which loses the jobs in it",
          "AWS::SQS::Queue", "which loses the jobs that wait in it",
          "AWS::ECR::Repository", "which loses the images in it");

  private static final Map<Effect, String> VERBS =
      new EnumMap<>(
          Map.of(
              Effect.REPLACES, "replaces",
              Effect.MAY_REPLACE, "may replace",
              Effect.REMOVES, "removes",
              Effect.MAKES, "makes",
              Effect.CHANGES, "changes"));

  private ChangeWords() {}

  /** One clause, which may follow a title and a colon. */
  static String of(List<StackChange> changes) {
    List<String> clauses = new ArrayList<>();
    for (Effect effect : List.of(Effect.REPLACES, Effect.MAY_REPLACE, Effect.REMOVES)) {
      changes.stream()
          .filter(change -> change.effect() == effect)
          .map(ChangeWords::whole)
          .forEach(clauses::add);
    }
    for (Effect effect : List.of(Effect.MAKES, Effect.CHANGES)) {
      List<StackChange> some =
          changes.stream().filter(change -> change.effect() == effect).toList();
      if (!some.isEmpty()) {
        clauses.add(VERBS.get(effect) + " " + named(some));
      }
    }
    return clauses.isEmpty() ? "changes tags only" : String.join("; ", clauses);
  }

  private static String whole(StackChange change) {
    String consequence = CONSEQUENCES.getOrDefault(change.type(), "");
    String clause = VERBS.get(change.effect()) + " the " + named(change);
    return consequence.isEmpty() ? clause : clause + ", " + consequence;
  }

  private static String named(List<StackChange> some) {
    String first =
        some.stream()
            .limit(MOST_NAMED)
            .map(change -> "the " + named(change))
            .collect(Collectors.joining(", "));
    return some.size() > MOST_NAMED
        ? "%s and %d more".formatted(first, some.size() - MOST_NAMED)
        : first;
  }

  /** Its kind in words, then its name: {@code instance Gate}. */
  private static String named(StackChange change) {
    return TypeWords.of(change.type()) + " " + change.resource();
  }
}
