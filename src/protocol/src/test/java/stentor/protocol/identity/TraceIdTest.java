package stentor.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules and examples of W3C's Trace Context, section 3.2. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TraceIdTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-00",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-09",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-will-be-like"
      })
  void it_is_read_from_this_version_and_later_ones(String header) {
    assertThat(TraceId.ofTraceparent(header)).contains(new TraceId(TRACE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "0af7651916cd43dd8448eb211c80319c",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319cb7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void what_is_malformed_is_none(String header) {
    assertThat(TraceId.ofTraceparent(header)).isEmpty();
  }

  @Test
  void a_new_one_is_like_no_other() {
    Random random = new Random(7);

    assertThat(TraceId.next(random)).isNotEqualTo(TraceId.next(random));
    assertThat(TraceId.next(random).value()).matches("[0-9a-f]{32}");
  }

  @Test
  void nothing_else_is_one() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TraceId("0".repeat(32)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TraceId("x"));
  }
}
