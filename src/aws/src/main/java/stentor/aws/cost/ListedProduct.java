package stentor.aws.cost;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * A product as the price list has it (AWS Price List Query API, GetProducts, format {@code
 * aws_v1}), as far as it matters here.
 *
 * @param product what it is
 * @param terms what it costs
 * @param publicationDate when the list was published
 */
record ListedProduct(Product product, Terms terms, Optional<Instant> publicationDate) {

  private static final String FIRST = "0";

  /**
   * What it is.
   *
   * @param attributes its attributes, {@code usagetype} among them
   */
  record Product(Map<String, String> attributes) {}

  /**
   * What it costs.
   *
   * @param onDemand terms by code
   */
  record Terms(@JsonProperty("OnDemand") Optional<Map<String, Term>> onDemand) {}

  /**
   * A term.
   *
   * @param priceDimensions prices by code, one for each range of an amount
   */
  record Term(Map<String, Dimension> priceDimensions) {}

  /**
   * The price of a range.
   *
   * @param beginRange where it begins
   * @param pricePerUnit prices by currency
   */
  record Dimension(Optional<String> beginRange, Map<String, String> pricePerUnit) {}

  /**
   * Reads one.
   *
   * @throws DocumentException if it is none
   */
  static ListedProduct of(String json) {
    return Documents.read(json.getBytes(StandardCharsets.UTF_8), ListedProduct.class);
  }

  /** Whether its usage type is this one, which carries a prefix in all regions but the first. */
  boolean isUsage(String type) {
    String usage = product.attributes().getOrDefault("usagetype", "");
    return usage.equals(type) || usage.endsWith("-" + type);
  }

  /** US dollars for the first unit; empty where that is not told. */
  OptionalDouble dollars() {
    return terms.onDemand().stream()
        .flatMap(all -> all.values().stream())
        .flatMap(term -> term.priceDimensions().values().stream())
        .filter(one -> one.beginRange().orElse(FIRST).equals(FIRST))
        .flatMap(one -> Optional.ofNullable(one.pricePerUnit().get("USD")).stream())
        .mapToDouble(ListedProduct::number)
        .filter(price -> price > 0)
        .findFirst();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException otherwise) {
      return 0;
    }
  }
}
