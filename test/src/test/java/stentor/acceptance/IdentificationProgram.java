package stentor.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures how an environment that is up tells languages apart: a row for each folder of
 * recordings, with how many were taken for what and the smallest margin between the chosen language
 * and the next. Called with the checkout, STENTOR_HOME and a folder that has a folder of WAVs for
 * each language; nothing of it is in the figures that was no answer, but for its number.
 */
public final class IdentificationProgram {

  private IdentificationProgram() {}

  /** Measures and prints. */
  public static void main(String[] words) throws IOException {
    Path outputs = Files.createTempDirectory("identification");
    Stentor stentor = new Stentor(Path.of(words[0]), Path.of(words[1]), outputs);
    try (Stream<Path> languages = Files.list(Path.of(words[2]))) {
      for (Path language : languages.filter(Files::isDirectory).sorted().toList()) {
        System.out.println(row(stentor, language, outputs.resolve(language.getFileName())));
      }
    }
  }

  private static String row(Stentor stentor, Path language, Path results) throws IOException {
    List<String> command = new ArrayList<>(List.of("transcribe", "--format", "verbose_json"));
    command.addAll(List.of("--output", results.toString()));
    int recordings;
    try (Stream<Path> files = Files.list(language)) {
      List<String> names = files.map(file -> file.toAbsolutePath().toString()).sorted().toList();
      recordings = names.size();
      command.addAll(names);
    }
    Stentor.Result result = stentor.run(command.toArray(String[]::new));
    List<FoundLanguage> found = FoundLanguage.readAll(results);
    Map<String, Integer> taken = new TreeMap<>();
    found.forEach(one -> taken.merge(one.chosen() + " " + one.reason(), 1, Integer::sum));
    return String.format(
        Locale.ROOT,
        "%-10s %3d recordings: %s, %d not answered; smallest margin %.3f%s",
        language.getFileName(),
        recordings,
        taken,
        recordings - found.size(),
        found.stream().mapToDouble(FoundLanguage::margin).min().orElse(Double.NaN),
        result.exit() == 0 ? "" : "\n" + result.err());
  }
}
