package stentor.aws.preflight;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import stentor.aws.Account;
import stentor.aws.call.Pages;
import stentor.aws.teardown.Machines;

/** Counts what an account has in a region. */
final class AwsUsage {

  /** Families that the quotas of the usual instances count (EC2, On-Demand Instance quotas). */
  private static final Set<String> USUAL =
      Set.of("a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z");

  private static final Pattern FAMILY = Pattern.compile("([a-z]+)\\d.*");

  private final Account account;

  AwsUsage(Account account) {
    this.account = account;
  }

  private Ec2Client ec2() {
    return account.clients().ec2();
  }

  /** Processors of what runs, on demand or spot, managed instances included. */
  long processors(boolean spot) throws InterruptedException {
    List<Instance> running =
        new Machines(account)
            .by(Filter.builder().name("instance-state-name").values("pending", "running").build());
    return running.stream()
        .filter(instance -> spot == (instance.instanceLifecycle() == InstanceLifecycleType.SPOT))
        .filter(instance -> isUsual(instance.instanceTypeAsString()))
        .mapToLong(AwsUsage::processors)
        .sum();
  }

  private static boolean isUsual(String type) {
    Matcher family = FAMILY.matcher(type);
    return family.matches() && USUAL.contains(family.group(1));
  }

  private static long processors(Instance instance) {
    return Optional.ofNullable(instance.cpuOptions())
        .filter(options -> options.coreCount() != null && options.threadsPerCore() != null)
        .map(options -> (long) options.coreCount() * options.threadsPerCore())
        .orElse(0L);
  }

  long clusters() throws InterruptedException {
    return new Pages<ListClustersResponse>(
            token ->
                account
                    .clients()
                    .eks()
                    .listClusters(request -> request.nextToken(token.orElse(null))),
            ListClustersResponse::nextToken)
        .all(account.calls(), "eks:ListClusters", ListClustersResponse::clusters)
        .size();
  }

  long networks() throws InterruptedException {
    return new Pages<DescribeVpcsResponse>(
            token -> ec2().describeVpcs(request -> request.nextToken(token.orElse(null))),
            DescribeVpcsResponse::nextToken)
        .all(account.calls(), "ec2:DescribeVpcs", DescribeVpcsResponse::vpcs)
        .size();
  }

  long gateways() throws InterruptedException {
    return new Pages<DescribeInternetGatewaysResponse>(
            token ->
                ec2().describeInternetGateways(request -> request.nextToken(token.orElse(null))),
            DescribeInternetGatewaysResponse::nextToken)
        .all(
            account.calls(),
            "ec2:DescribeInternetGateways",
            DescribeInternetGatewaysResponse::internetGateways)
        .size();
  }

  long addresses() throws InterruptedException {
    return account
        .calls()
        .require("ec2:DescribeAddresses", () -> ec2().describeAddresses())
        .addresses()
        .size();
  }
}
