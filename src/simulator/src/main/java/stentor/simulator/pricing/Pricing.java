package stentor.simulator.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;

/** The price list, as its API reference of 2017-10-15 has it: some products of two regions. */
public final class Pricing {

  private final List<Product> products;

  private Pricing(List<Product> products) {
    this.products = products;
  }

  /** The service. */
  public static WireService ofNovember2026() {
    Pricing pricing = new Pricing(PriceList.read());
    return new JsonService("pricing", Map.of("GetProducts", pricing::products));
  }

  private ObjectNode products(Call call) {
    String service = call.required("ServiceCode");
    List<JsonNode> filters = call.items("Filters");
    for (JsonNode filter : filters) {
      if (!filter.path("Type").asText().equals("TERM_MATCH")) {
        throw new WireFault("InvalidParameterException", "Only TERM_MATCH is known here");
      }
    }
    Pages<Product> page =
        Pages.of(
            products.stream()
                .filter(product -> product.service().equals(service))
                .filter(product -> filters.stream().allMatch(filter -> fits(product, filter)))
                .toList(),
            Product::sku,
            call.text("NextToken"),
            call.number("MaxResults", 100),
            "InvalidNextTokenException");
    ObjectNode answer = Nodes.object().put("FormatVersion", "aws_v1");
    answer.set(
        "PriceList",
        Nodes.texts(page.items().stream().map(product -> product.document().toString())));
    page.next().ifPresent(token -> answer.put("NextToken", token));
    return answer;
  }

  private static boolean fits(Product product, JsonNode filter) {
    return filter
        .path("Value")
        .asText()
        .equalsIgnoreCase(product.attributes().get(filter.path("Field").asText()));
  }
}
