package stentor.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contrast as WCAG 2.2 counts it: 4.5:1 for text, 3:1 for what is drawn. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContrastTest {

  private static final double OF_TEXT = 4.5;
  private static final double OF_DRAWINGS = 3;
  private static final Pattern COLOUR =
      Pattern.compile("-stentor-([a-z-]+):\\s*(#[0-9a-fA-F]{6})\\s*;");

  static Stream<Arguments> texts() {
    return Stream.of("light", "dark")
        .flatMap(
            theme ->
                Stream.of(
                        "text on bg, panel, hover, rail-tint, accent-tint, neutral-tint",
                        "muted on bg, panel, rail-tint, neutral-tint, hover",
                        "accent on panel, bg",
                        "on-accent on accent",
                        "good on panel, bg, good-tint",
                        "attention on panel, bg, attention-tint",
                        "bad on panel, bg, bad-tint",
                        "bg on text")
                    .map(pairs -> Arguments.of(theme, pairs)));
  }

  private static Map<String, Color> colours(String theme) throws IOException {
    String name = "/stentor/app/theme/" + theme + ".css";
    try (InputStream css =
        Objects.requireNonNull(ContrastTest.class.getResourceAsStream(name), name)) {
      return COLOUR
          .matcher(new String(css.readAllBytes(), StandardCharsets.UTF_8))
          .results()
          .collect(
              Collectors.toMap((MatchResult one) -> one.group(1), one -> Color.web(one.group(2))));
    }
  }

  private static double contrast(Color one, Color other) {
    double brighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (brighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static Color colour(Map<String, Color> colours, String name) {
    return Objects.requireNonNull(colours.get(name), name);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_can_be_read_on_every_ground_that_it_stands_on(String theme, String pairs)
      throws IOException {
    Map<String, Color> colours = colours(theme);
    String text = pairs.substring(0, pairs.indexOf(" on "));
    for (String ground :
        Pattern.compile(", ").splitAsStream(pairs.substring(pairs.indexOf(" on ") + 4)).toList()) {
      assertThat(contrast(colour(colours, text), colour(colours, ground)))
          .as("%s on %s, %s", text, ground, theme)
          .isGreaterThanOrEqualTo(OF_TEXT);
    }
  }

  @ParameterizedTest
  @CsvSource({"light,accent", "light,critical", "dark,accent", "dark,critical", "dark,second"})
  void what_is_drawn_can_be_told_from_its_ground(String theme, String ink) throws IOException {
    Map<String, Color> colours = colours(theme);

    assertThat(contrast(colour(colours, ink), colour(colours, "panel")))
        .as("%s on panel, %s", ink, theme)
        .isGreaterThanOrEqualTo(OF_DRAWINGS);
  }
}
