package stentor.aws.teardown;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import stentor.aws.Account;
import stentor.aws.call.Pages;

/** The machines of a region, also those that a service manages. */
public record Machines(Account account) {

  /** Those that this filter lets through. */
  public List<Instance> by(Filter filter) throws InterruptedException {
    return new Pages<DescribeInstancesResponse>(
            token ->
                account
                    .clients()
                    .ec2()
                    .describeInstances(
                        request ->
                            request
                                .filters(filter)
                                .nextToken(token.orElse(null))
                                .overrideConfiguration(Leftovers.WITH_MANAGED)),
            DescribeInstancesResponse::nextToken)
        .all(
            account.calls(),
            "ec2:DescribeInstances",
            page ->
                page.reservations().stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .toList());
  }
}
