package stentor.simulator.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code Fn::Cidr} makes of a block of IPv4 addresses. */
final class CidrBlocks {

  private static final Pattern BLOCK =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
  private static final int BITS = 32;
  private static final int MOST = 256;

  private CidrBlocks() {}

  /**
   * The first blocks of a size.
   *
   * @param hostBits bits for addresses in each
   */
  static List<String> of(String block, int count, int hostBits) {
    Matcher matcher = BLOCK.matcher(block);
    if (!matcher.matches() || count < 1 || count > MOST || hostBits < 1 || hostBits >= BITS) {
      throw Template.invalid("Template error: Fn::Cidr cannot divide " + block);
    }
    long base = 0;
    for (int i = 1; i <= 4; i++) {
      base = base << 8 | Integer.parseInt(matcher.group(i));
    }
    int prefix = Integer.parseInt(matcher.group(5));
    if ((long) count << hostBits > 1L << (BITS - prefix)) {
      throw Template.invalid("Template error: Fn::Cidr cannot divide " + block);
    }
    List<String> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = base + ((long) i << hostBits);
      blocks.add(
          "%d.%d.%d.%d/%d"
              .formatted(at >> 24 & 255, at >> 16 & 255, at >> 8 & 255, at & 255, BITS - hostBits));
    }
    return blocks;
  }
}
