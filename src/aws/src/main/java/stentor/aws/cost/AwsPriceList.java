package stentor.aws.cost;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsResponse;
import stentor.aws.Account;
import stentor.aws.call.Pages;
import stentor.aws.problem.CallProblem;
import stentor.aws.problem.CloudException;
import stentor.protocol.environment.Outlook.PriceOrigin;
import stentor.protocol.json.DocumentException;

/** Asks AWS's price list, for a short time: there are other prices to go on with. */
public final class AwsPriceList implements PriceList {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ASKED = "pricing:GetProducts";
  private static final int A_PAGE = 100;

  private static final double HOURS_OF_MONTH = 730;
  private static final double GATE_DISK = 8;
  private static final double NODE_DISK = 80;

  /** EKS Auto Mode's share of an instance's on-demand price. */
  private static final double AUTO_MODE = 1.12;

  private static final String GATE = "t4g.small";
  private static final String NODE = "m7g.large";

  /** What a node costs on demand where the built-in price of a worker holds. */
  private static final double BUILT_IN_NODE = 0.0816;

  private final Account account;

  /** Asks with this account. */
  public AwsPriceList(Account account) {
    this.account = account.waiting(PATIENCE);
  }

  private record Listed(double dollars, Optional<Instant> published) {}

  @Override
  public Prices of(String region) throws InterruptedException {
    List<Listed> all = new ArrayList<>();
    double cluster = price(all, region, "AmazonEKS", "AmazonEKS-Hours:perCluster", Map.of());
    double address =
        price(
            all,
            region,
            "AmazonVPC",
            "PublicIPv4:InUseAddress",
            Map.of("group", "VPCPublicIPv4Address"));
    double endpoint =
        price(
            all, region, "AmazonVPC", "VpcEndpoint-Hours", Map.of("productFamily", "VpcEndpoint"));
    double nat =
        price(all, region, "AmazonEC2", "NatGateway-Hours", Map.of("productFamily", "NAT Gateway"));
    double disk =
        price(
                all,
                region,
                "AmazonEC2",
                "EBS:VolumeUsage.gp3",
                Map.of("productFamily", "Storage", "volumeApiName", "gp3"))
            / HOURS_OF_MONTH;
    double gate = instance(all, region, GATE);
    double node = instance(all, region, NODE);
    return new Prices(
        region,
        PriceOrigin.PRICE_LIST,
        published(all),
        cluster,
        gate + GATE_DISK * disk + address,
        nat + address,
        endpoint,
        node * AUTO_MODE + NODE_DISK * disk + address,
        Prices.BUILT_IN.worker() * node / BUILT_IN_NODE);
  }

  private double instance(List<Listed> all, String region, String type)
      throws InterruptedException {
    return price(
        all,
        region,
        "AmazonEC2",
        "BoxUsage:" + type,
        Map.of(
            "instanceType", type,
            "operatingSystem", "Linux",
            "tenancy", "Shared",
            "preInstalledSw", "NA",
            "capacitystatus", "Used"));
  }

  private LocalDate published(List<Listed> all) {
    return all.stream()
        .flatMap(one -> one.published().stream())
        .max(Instant::compareTo)
        .orElseGet(() -> account.clock().instant())
        .atOffset(ZoneOffset.UTC)
        .toLocalDate();
  }

  private double price(
      List<Listed> all, String region, String service, String usage, Map<String, String> fields)
      throws InterruptedException {
    List<Filter> filters = new ArrayList<>();
    filters.add(filter("regionCode", region));
    fields.forEach((field, value) -> filters.add(filter(field, value)));
    List<String> found =
        new Pages<GetProductsResponse>(
                token ->
                    account
                        .clients()
                        .prices()
                        .getProducts(
                            request ->
                                request
                                    .serviceCode(service)
                                    .filters(filters)
                                    .maxResults(A_PAGE)
                                    .nextToken(token.orElse(null))),
                GetProductsResponse::nextToken)
            .all(account.calls(), ASKED, GetProductsResponse::priceList);
    Listed listed = listed(found, usage);
    all.add(listed);
    return listed.dollars();
  }

  private static Listed listed(List<String> found, String usage) {
    try {
      return found.stream()
          .map(ListedProduct::of)
          .filter(product -> product.isUsage(usage) && product.dollars().isPresent())
          .findFirst()
          .map(product -> new Listed(product.dollars().getAsDouble(), product.publicationDate()))
          .orElseThrow(
              () -> new CloudException(new CallProblem.Incomplete(ASKED, "a price of " + usage)));
    } catch (DocumentException otherwise) {
      throw new CloudException(
          new CallProblem.Incomplete(ASKED, "a product that can be read"), otherwise);
    }
  }

  private static Filter filter(String field, String value) {
    return Filter.builder().type(FilterType.TERM_MATCH).field(field).value(value).build();
  }
}
