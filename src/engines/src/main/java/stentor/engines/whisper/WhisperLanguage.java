package stentor.engines.whisper;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The language that a model is told to listen for.
 *
 * @param code as Whisper knows it; {@value #ANY} where the model shall tell by itself
 */
record WhisperLanguage(String code) {

  private static final String ANY = "auto";

  private static final WhisperLanguage ENGLISH = new WhisperLanguage("en");

  private static final Set<String> CODES =
      Set.of(
          ("en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no"
                  + " th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn"
                  + " bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps"
                  + " tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue")
              .split(" "));

  /** Languages that Whisper knows by another code than BCP 47. */
  private static final Map<String, String> OTHERWISE =
      Map.of("nb", "no", "jv", "jw", "fil", "tl", "iw", "he", "in", "id", "cmn", "zh");

  /**
   * What to tell a model: its one language, or, where it is for several or nobody knows, to tell by
   * itself.
   *
   * @param tags BCP 47 tags of its languages
   * @param multilingual whether it knows more than English
   * @return absent where it does not know its one language
   */
  static Optional<WhisperLanguage> of(List<String> tags, boolean multilingual) {
    List<String> codes = tags.stream().map(WhisperLanguage::codeOf).distinct().toList();
    if (!multilingual) {
      return codes.isEmpty() || codes.contains(ENGLISH.code)
          ? Optional.of(ENGLISH)
          : Optional.empty();
    }
    if (codes.size() != 1) {
      return Optional.of(new WhisperLanguage(ANY));
    }
    return codes.stream().filter(CODES::contains).map(WhisperLanguage::new).findFirst();
  }

  private static String codeOf(String tag) {
    String language = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    return OTHERWISE.getOrDefault(language, language);
  }
}
