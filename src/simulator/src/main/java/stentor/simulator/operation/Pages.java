package stentor.simulator.operation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stentor.simulator.wire.WireFault;

/**
 * A part of a long list.
 *
 * @param <T> what it lists
 * @param items those of this page
 * @param next token of the next page; absent on the last one
 */
public record Pages<T>(List<T> items, Optional<String> next) {

  private static final int MOST = 1000;

  /**
   * The page that a token names. A token names the last item before the page, so that what appears
   * or goes meanwhile neither doubles nor hides anything else.
   *
   * @param all everything, in an order that stays
   * @param id what an item is known by
   * @param token of the page; absent for the first
   * @param most items on a page; 0 or less for as many as there can be
   * @param code of the error where the token is none
   */
  public static <T> Pages<T> of(
      List<T> all, Function<T, String> id, Optional<String> token, int most, String code) {
    int from = token.map(text -> after(all, id, opened(text, code))).orElse(0);
    int size = most <= 0 ? MOST : Math.min(most, MOST);
    int to = Math.min(all.size(), from + size);
    List<T> items = all.subList(Math.min(from, to), to);
    Optional<String> next =
        to < all.size() && !items.isEmpty()
            ? Optional.of(closed(to, id.apply(items.getLast())))
            : Optional.empty();
    return new Pages<>(items, next);
  }

  private static <T> int after(List<T> all, Function<T, String> id, String[] place) {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(place[1])) {
        return i + 1;
      }
    }
    // The item itself has gone: those before it, too, or not; as many were told of.
    return Math.max(0, Integer.parseInt(place[0]) - 1);
  }

  private static String closed(int count, String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((count + ":" + id).getBytes(StandardCharsets.UTF_8));
  }

  private static String[] opened(String token, String code) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] place = text.split(":", 2);
      if (place.length == 2 && place[0].matches("\\d{1,9}")) {
        return place;
      }
    } catch (IllegalArgumentException notOurs) {
      // Answered below, as any other text that is no token.
    }
    throw new WireFault(code, "Invalid token");
  }
}
