package stentor.aws.stack;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/** Says in words how a resource is not as it was made. Pure. */
final class DriftWords {

  private static final int MOST_NAMED = 3;

  private DriftWords() {}

  /** One clause: {@code the VPC Vpc was changed (EnableDnsHostnames)}. */
  static String of(StackResourceDrift drift) {
    String name = "the " + TypeWords.of(drift.resourceType()) + " " + drift.logicalResourceId();
    if (drift.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED) {
      return name + " was deleted";
    }
    List<String> properties =
        drift.propertyDifferences().stream()
            .map(PropertyDifference::propertyPath)
            .map(path -> path.replaceFirst("^/", "").replaceFirst("/.*$", ""))
            .distinct()
            .toList();
    return properties.isEmpty() ? name + " was changed" : name + " was changed" + named(properties);
  }

  private static String named(List<String> properties) {
    String first = properties.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return properties.size() > MOST_NAMED
        ? " (%s and %d more)".formatted(first, properties.size() - MOST_NAMED)
        : " (%s)".formatted(first);
  }
}
