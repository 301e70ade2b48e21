package stentor.app.teardown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import stentor.app.environment.Place;
import stentor.app.teardown.TearDownViewModel.Line;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.environment.StatusDocument.Cost;

/** What goes of an environment on a cloud, in lines. Immutable; pure functions. */
final class CloudRemoval {

  private static final String STACK = "stack";
  private static final int MOST_NAMED = 6;
  private static final int MOST_ALIKE = 2;

  /** What keeps something that nobody could make again, the gravest first. */
  private static final List<String> KEEPING =
      List.of("AWS::EFS::FileSystem", "AWS::S3::Bucket", "AWS::ECR::Repository");

  /** What costs by the hour. */
  private static final Set<String> COSTING =
      Set.of("AWS::EKS::Cluster", "AWS::EC2::Instance", "AWS::EC2::NatGateway");

  /** Its endpoints cost by the hour, those of other stacks do not. */
  private static final String ENDPOINTS = "-endpoints";

  private final Messages messages;

  CloudRemoval(Messages messages) {
    this.messages = messages;
  }

  /**
   * What goes.
   *
   * @param made what it has made, as far as that is known
   */
  List<Line> lines(Place place, List<Made> made, Cost cost) {
    List<Line> lines = new ArrayList<>();
    List<Made> costing = made.stream().filter(CloudRemoval::costs).toList();
    if (cost.perHour() > 0 || !costing.isEmpty()) {
      String money = Figures.money(cost.perHour(), cost.currency());
      lines.add(
          new Line(
              messages.text(
                  place == Place.REHEARSAL
                      ? "teardown.cloud.hour.simulated"
                      : "teardown.cloud.hour",
                  money),
              costing.isEmpty() ? messages.text("teardown.cloud.hour.text") : named(costing)));
    }
    List<Made> keeping =
        made.stream()
            .filter(one -> KEEPING.contains(one.kind()))
            .sorted(Comparator.comparing(one -> KEEPING.indexOf(one.kind())))
            .toList();
    lines.add(
        new Line(
            messages.text("teardown.cloud.kept"),
            keeping.isEmpty() ? messages.text("teardown.cloud.kept.text") : named(keeping)));
    long stacks = made.stream().filter(one -> one.kind().equals(STACK)).count();
    lines.add(
        made.isEmpty()
            ? new Line(
                messages.text("teardown.cloud.all"), messages.text("teardown.cloud.all.text"))
            : new Line(
                messages.text(
                    "teardown.cloud.made",
                    messages.count("overview.cloud.stacks", stacks),
                    messages.count("overview.cloud.resources", made.size() - stacks)),
                named(made.stream().filter(one -> one.kind().equals(STACK)).toList())));
    return lines;
  }

  private static boolean costs(Made made) {
    return COSTING.contains(made.kind())
        || (made.kind().equals(STACK) && made.id().endsWith(ENDPOINTS));
  }

  /** Many of a kind are told by their number; stacks by their names, as far as there is room. */
  private String named(List<Made> things) {
    Map<String, List<Made>> byKind =
        things.stream()
            .collect(Collectors.groupingBy(Made::kind, LinkedHashMap::new, Collectors.toList()));
    List<String> names = new ArrayList<>();
    byKind.forEach(
        (kind, some) -> {
          if (some.size() > MOST_ALIKE && !kind.equals(STACK)) {
            names.add(messages.text("teardown.cloud.several", shortened(kind), some.size()));
          } else {
            some.forEach(one -> names.add(name(one)));
          }
        });
    String told = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED
        ? messages.text("teardown.cloud.more", told, names.size() - MOST_NAMED)
        : told;
  }

  private static String name(Made made) {
    return made.kind().equals(STACK)
        ? made.id()
        : "%s %s".formatted(shortened(made.kind()), made.id());
  }

  private static String shortened(String kind) {
    return kind.substring(kind.lastIndexOf(':') + 1);
  }
}
