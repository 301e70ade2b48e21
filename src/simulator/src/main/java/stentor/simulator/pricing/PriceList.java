package stentor.simulator.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the dated list of prices that comes with the program. */
final class PriceList {

  private record Region(String code, String location, String prefix, int column) {}

  private static final List<Region> REGIONS =
      List.of(
          new Region("us-east-1", "US East (N. Virginia)", "", 4),
          new Region("eu-central-1", "EU (Frankfurt)", "EUC1-", 5));

  private PriceList() {}

  static List<Product> read() {
    try (InputStream file = PriceList.class.getResourceAsStream("prices.csv")) {
      if (file == null) {
        throw new IllegalStateException("The list of prices is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .flatMap(PriceList::products)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Product> products(String[] columns) {
    return REGIONS.stream()
        .map(
            region ->
                new Product(
                    columns[0],
                    sku(columns[2], region),
                    attributes(columns, region),
                    columns[3],
                    columns[region.column()]));
  }

  private static String sku(String usage, Region region) {
    int number = (usage + "@" + region.code()).hashCode();
    return "%08X%08X".formatted(number, ~number).toUpperCase(Locale.ROOT);
  }

  private static Map<String, String> attributes(String[] columns, Region region) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("productFamily", columns[1]);
    attributes.put("servicecode", columns[0]);
    attributes.put("regionCode", region.code());
    attributes.put("location", region.location());
    attributes.put("locationType", "AWS Region");
    attributes.put("usagetype", region.prefix() + columns[2]);
    if (columns[1].equals("Compute Instance")) {
      attributes.putAll(
          Map.of(
              "operatingSystem", "Linux",
              "tenancy", "Shared",
              "capacitystatus", "Used",
              "preInstalledSw", "NA",
              "operation", "RunInstances",
              "marketoption", "OnDemand",
              "licenseModel", "No License required"));
    }
    Stream.of(columns[6].split(";"))
        .filter(pair -> !pair.isBlank())
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> attributes.put(pair[0], pair[1]));
    return attributes;
  }
}
