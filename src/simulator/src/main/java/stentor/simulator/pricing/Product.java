package stentor.simulator.pricing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import stentor.simulator.operation.Nodes;

/**
 * What has a price.
 *
 * @param service code of the service
 * @param sku its number
 * @param attributes what it is, {@code productFamily} among them
 * @param unit of what the price is for
 * @param dollars for a unit, as it is written
 */
record Product(
    String service, String sku, Map<String, String> attributes, String unit, String dollars) {

  /** The code of on-demand terms, and of hourly rates: the same for all products. */
  private static final String ON_DEMAND = "JRTCKXETXF";

  private static final String RATE = "6YS6EN2CT7";

  /** As the price list has it. */
  ObjectNode document() {
    ObjectNode document = Nodes.object();
    ObjectNode product = document.putObject("product").put("sku", sku);
    product.put("productFamily", attributes.get("productFamily"));
    ObjectNode shown = Nodes.tags(attributes);
    shown.remove("productFamily");
    product.set("attributes", shown);
    document.put("serviceCode", service).put("version", "20261101000000");
    document.put("publicationDate", "2026-11-01T00:00:00Z");
    String term = sku + "." + ON_DEMAND;
    String rate = term + "." + RATE;
    ObjectNode terms =
        document
            .putObject("terms")
            .putObject("OnDemand")
            .putObject(term)
            .put("sku", sku)
            .put("offerTermCode", ON_DEMAND)
            .put("effectiveDate", "2026-11-01T00:00:00Z");
    terms.putObject("termAttributes");
    ObjectNode dimension =
        terms
            .putObject("priceDimensions")
            .putObject(rate)
            .put("rateCode", rate)
            .put("unit", unit)
            .put("beginRange", "0")
            .put("endRange", "Inf")
            .put("description", "$%s per %s".formatted(dollars, unit));
    dimension.putArray("appliesTo");
    dimension.putObject("pricePerUnit").put("USD", dollars);
    return document;
  }
}
