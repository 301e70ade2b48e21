package stentor.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.json.DocumentException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ListedProductTest {

  private static final String NAT =
      """
      {"product":{"productFamily":"NAT Gateway","sku":"M2YSHUBETB3JX4M4",
        "attributes":{"usagetype":"EUC1-NatGateway-Hours","regionCode":"eu-central-1"}},
       "serviceCode":"AmazonEC2","version":"20261101000000",
       "publicationDate":"2026-11-01T00:00:00Z",
       "terms":{"OnDemand":{"M2.JRTCKXETXF":{"offerTermCode":"JRTCKXETXF","priceDimensions":{
         "M2.2":{"unit":"Hrs","beginRange":"100","endRange":"Inf","pricePerUnit":{"USD":"0.01"}},
         "M2.1":{"unit":"Hrs","beginRange":"0","endRange":"100",
                 "pricePerUnit":{"USD":"0.0520000000"}}}}}}}
      """;

  @Test
  void the_price_of_the_first_unit_is_read_with_its_date() {
    ListedProduct product = ListedProduct.of(NAT);

    assertThat(product.dollars()).hasValue(0.052);
    assertThat(product.publicationDate())
        .isEqualTo(Optional.of(Instant.parse("2026-11-01T00:00:00Z")));
  }

  @Test
  void a_usage_type_is_known_with_and_without_the_prefix_of_a_region() {
    assertThat(ListedProduct.of(NAT).isUsage("NatGateway-Hours")).isTrue();
    assertThat(ListedProduct.of(NAT.replace("EUC1-", "")).isUsage("NatGateway-Hours")).isTrue();
    assertThat(ListedProduct.of(NAT.replace("EUC1-", "EUC1-Prvd")).isUsage("NatGateway-Hours"))
        .isFalse();
  }

  @Test
  void a_product_without_a_price_in_dollars_has_none() {
    assertThat(ListedProduct.of(NAT.replace("USD", "CNY")).dollars()).isEmpty();
    assertThat(ListedProduct.of(NAT.replace("0.0520000000", "free")).dollars()).isEmpty();
    assertThat(ListedProduct.of(NAT.replace("OnDemand", "Reserved")).dollars()).isEmpty();
  }

  @Test
  void what_is_no_product_is_refused() {
    assertThatThrownBy(() -> ListedProduct.of("[]")).isInstanceOf(DocumentException.class);
  }
}
