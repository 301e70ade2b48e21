package stentor.app.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what nobody else needs to know: secrets, who the person is, where they live
 * on their disk. Rather takes too much. Immutable; safe for all threads.
 */
final class Redaction {

  private static final int SHORTEST_NAME = 3;

  private record Rule(Pattern pattern, String instead) {}

  private final List<Rule> rules = new ArrayList<>();

  /**
   * Makes one for a person's computer.
   *
   * @param home their home folder
   * @param user how the system calls them
   */
  Redaction(String home, String user) {
    add("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----", "[key]");
    // Between :// and @ stands who asks, with their password.
    add("(?i)\\b([a-z][a-z0-9+.-]*://)[^\\s/@\"']+@", "$1[user]@");
    add("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{6,}", "$1 [secret]");
    add(
        "(?i)([\\w.-]*(?:token|secret|password|passwd|api[_-]?key|access[_-]?key|authorization"
            + "|credential|session[_-]?key)[\\w.-]*[\\\\\"']*\\s*[:=]\\s*[\\\\\"']*)"
            + "(?!\\[|(?:bearer|basic)\\s)[^\\s\"'\\\\,;&}\\]]+",
        "$1[secret]");
    add("(?i)([?&](?:x-amz-[\\w-]+|signature|sig|key)=)[^\\s&\"']+", "$1[secret]");
    add("\\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA)[A-Z0-9]{12,}\\b", "[aws key]");
    add("(?<![\\w/+])[A-Za-z0-9/+]{40}(?![\\w/+=])", "[secret]");
    add("\\beyJ[\\w-]{5,}\\.[\\w-]{5,}(?:\\.[\\w-]*)?", "[secret]");
    add("(?<![\\w.+-])[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+", "[e-mail]");
    if (!home.isBlank() && !home.equals("/")) {
      add(Pattern.quote(home), "~");
      add(Pattern.quote(home.replace('\\', '/')), "~");
      add(Pattern.quote(home.replace("\\", "\\\\")), "~");
    }
    add("(?i)((?:/home/|/Users/|\\b[A-Z]:[\\\\/]+Users[\\\\/]+))[^\\s/\\\\\"':,;]+", "$1[user]");
    if (user.length() >= SHORTEST_NAME) {
      add("(?i)(?<![\\w])" + Pattern.quote(user) + "(?![\\w])", "[user]");
    }
    // What is long and random is a secret until somebody knows better; ids of jobs have another
    // form.
    add(
        "(?<![\\w-])(?!"
            + "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\\w-]))"
            + "(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[\\w-]{32,}(?![\\w-])",
        "[secret]");
  }

  private void add(String pattern, String instead) {
    rules.add(new Rule(Pattern.compile(pattern), instead));
  }

  /** The text without all that. */
  String of(String text) {
    String rest = text;
    for (Rule rule : rules) {
      rest = rule.pattern().matcher(rest).replaceAll(rule.instead());
    }
    return rest;
  }
}
