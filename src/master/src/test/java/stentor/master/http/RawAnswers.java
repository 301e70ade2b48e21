package stentor.master.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answers on one connection, one behind the other. */
final class RawAnswers {

  private static final String VERSION = "HTTP/1.1 ";
  private static final String END_OF_HEAD = "\r\n\r\n";

  private RawAnswers() {}

  /** Their statuses; of those before the first that is no answer, or was cut short. */
  static List<Integer> statuses(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    List<Integer> statuses = new ArrayList<>();
    int at = 0;
    while (text.startsWith(VERSION, at)) {
      int head = text.indexOf(END_OF_HEAD, at);
      if (head < 0) {
        return statuses;
      }
      int status = Integer.parseInt(text, at + VERSION.length(), at + VERSION.length() + 3, 10);
      statuses.add(status);
      at = afterBody(text, head + END_OF_HEAD.length(), text.substring(at, head));
    }
    return statuses;
  }

  private static int afterBody(String text, int body, String head) {
    if (header(head, "transfer-encoding").isPresent()) {
      int last = text.indexOf("\r\n0\r\n\r\n", body - 2);
      return last < 0 ? text.length() : last + 7;
    }
    int length = header(head, "content-length").map(Integer::parseInt).orElse(0);
    return Math.min(text.length(), body + length);
  }

  private static Optional<String> header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }
}
