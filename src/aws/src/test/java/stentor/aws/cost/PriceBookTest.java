package stentor.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.protocol.environment.Outlook.PriceOrigin;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PriceBookTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final String REGION = "eu-central-1";

  @TempDir private Path folder;

  private int asked;
  private double cluster = 0.2;
  private boolean denied;

  private Prices list(String region) {
    asked++;
    if (denied) {
      throw new CloudException(new AccessProblem.Denied("pricing:GetProducts", "no"));
    }
    return new Prices(
        region,
        PriceOrigin.PRICE_LIST,
        LocalDate.of(2026, 11, 20),
        cluster,
        0.02,
        0.05,
        0.01,
        0.1,
        0.09);
  }

  private Prices read(Duration later) throws Exception {
    Clock clock = Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
    return new PriceBook(folder.resolve("prices"), clock, this::list).of(REGION);
  }

  private Path copy() {
    return folder.resolve("prices").resolve(REGION + ".json");
  }

  @Test
  void the_list_is_read_once_a_week() throws Exception {
    assertThat(read(Duration.ZERO).cluster()).isEqualTo(0.2);
    cluster = 0.3;
    assertThat(read(Duration.ofDays(6)).cluster()).isEqualTo(0.2);
    assertThat(asked).isEqualTo(1);

    assertThat(read(Duration.ofDays(7)).cluster()).isEqualTo(0.3);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void a_copy_from_the_future_is_read_anew() throws Exception {
    assertThat(read(Duration.ofDays(2)).region()).isEqualTo(REGION);
    assertThat(read(Duration.ZERO).region()).isEqualTo(REGION);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void where_the_list_cannot_be_read_an_old_copy_is_better_than_what_is_built_in()
      throws Exception {
    assertThat(read(Duration.ZERO).origin()).isEqualTo(PriceOrigin.PRICE_LIST);
    denied = true;

    assertThat(read(Duration.ofDays(30)).region()).isEqualTo(REGION);
  }

  @Test
  void without_list_and_copy_the_built_in_prices_say_that_they_are() throws Exception {
    denied = true;

    assertThat(read(Duration.ZERO)).isEqualTo(Prices.BUILT_IN);
    assertThat(Prices.BUILT_IN.origin()).isEqualTo(PriceOrigin.BUILT_IN);
  }

  @Test
  void a_damaged_copy_and_one_that_cannot_be_true_are_read_anew() throws Exception {
    assertThat(read(Duration.ZERO).cluster()).isEqualTo(0.2);
    String good = Files.readString(copy());

    Files.writeString(copy(), "{");
    assertThat(read(Duration.ZERO).cluster()).isEqualTo(0.2);
    Files.writeString(copy(), good.replace("0.2,", "-0.2,"));
    assertThat(read(Duration.ZERO).cluster()).isEqualTo(0.2);
    Files.writeString(copy(), good.replace(REGION, "us-east-1"));
    assertThat(read(Duration.ZERO).region()).isEqualTo(REGION);
    Files.writeString(copy(), good + " ".repeat(100_000));
    assertThat(read(Duration.ZERO).cluster()).isEqualTo(0.2);
    assertThat(asked).isEqualTo(5);
  }

  @Test
  void a_list_with_impossible_prices_is_not_believed() throws Exception {
    cluster = 0;

    assertThat(read(Duration.ZERO)).isEqualTo(Prices.BUILT_IN);
    assertThat(copy()).doesNotExist();
  }

  @Test
  void a_name_that_leaves_the_folder_is_no_region() throws Exception {
    Prices prices = new PriceBook(folder, Clock.systemUTC(), this::list).of("../../etc");

    assertThat(prices).isEqualTo(Prices.BUILT_IN);
    assertThat(asked).isZero();
  }

  @Test
  void an_environment_keeps_its_prices_and_does_without_them_where_they_are_damaged()
      throws Exception {
    KeptPrices kept = new KeptPrices(folder);
    assertThat(kept.read()).isEqualTo(Prices.BUILT_IN);

    kept.write(list(REGION));
    assertThat(kept.read()).isEqualTo(list(REGION));

    Files.writeString(folder.resolve("prices.json"), "nothing");
    assertThat(kept.read()).isEqualTo(Prices.BUILT_IN);
  }
}
