package stentor.app.teardown;

import java.util.ArrayList;
import java.util.List;
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

  /** What keeps something that nobody could make again. */
  private static final Set<String> KEEPING =
      Set.of("AWS::EFS::FileSystem", "AWS::S3::Bucket", "AWS::ECR::Repository");

  /** What costs by the hour. */
  private static final Set<String> COSTING =
      Set.of(
          "AWS::EKS::Cluster",
          "AWS::EC2::Instance",
          "AWS::EC2::NatGateway",
          "AWS::EC2::VPCEndpoint");

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
    List<Made> costing = made.stream().filter(one -> COSTING.contains(one.kind())).toList();
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
    List<Made> keeping = made.stream().filter(one -> KEEPING.contains(one.kind())).toList();
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

  private String named(List<Made> things) {
    String some =
        things.stream().limit(MOST_NAMED).map(CloudRemoval::name).collect(Collectors.joining(", "));
    return things.size() > MOST_NAMED
        ? messages.text("teardown.cloud.more", some, things.size() - MOST_NAMED)
        : some;
  }

  private static String name(Made made) {
    return made.kind().equals(STACK)
        ? made.id()
        : "%s %s".formatted(made.kind().substring(made.kind().lastIndexOf(':') + 1), made.id());
  }
}
