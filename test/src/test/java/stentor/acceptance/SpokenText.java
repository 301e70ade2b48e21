package stentor.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import stentor.speech.audio.AudioDecoder;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.PreparedAudioWriter;
import stentor.speech.audio.Samples;

/** Speech that espeak-ng makes of text, and recordings made of it. */
final class SpokenText {

  static final List<String> SPANISH =
      List.of(
          "El tren de las ocho sale todos los días de la estación central con mucho retraso.",
          "Mi abuela prepara una sopa de verduras cuando hace frío en la montaña.",
          "Los niños juegan en el parque mientras sus padres hablan de la escuela.",
          "Ayer compramos pan, queso y aceitunas en el mercado del barrio antiguo.",
          "La biblioteca abre a las nueve de la mañana y cierra a las siete de la tarde.",
          "No sabemos todavía cuándo llegará el médico que vive en el pueblo vecino.",
          "Después de la lluvia salió el sol y las calles se llenaron de gente.",
          "El profesor explicó la historia del país con mapas y fotografías viejas.",
          "Quiero aprender a tocar la guitarra antes de que termine el verano.",
          "Nuestra empresa busca personas que hablen varios idiomas y quieran viajar.");

  static final List<String> ENGLISH =
      List.of(
          "The eight o'clock train leaves the central station every day with a long delay.",
          "My grandmother cooks a vegetable soup when it is cold in the mountains.",
          "The children play in the park while their parents talk about the school.",
          "Yesterday we bought bread, cheese and olives at the market of the old town.",
          "The library opens at nine in the morning and closes at seven in the evening.",
          "We do not know yet when the doctor who lives in the next village will come.",
          "After the rain the sun came out and the streets filled with people.",
          "The teacher explained the history of the country with maps and old photographs.",
          "I would like to learn to play the guitar before the summer is over.",
          "Our company is looking for people who speak several languages and like to travel.");

  static final List<String> MANDARIN = List.of("今天天气很好，我们一起去公园散步吧。", "我的朋友住在北京，他每天坐地铁去上班。");

  private SpokenText() {}

  /** Whether the program is there. */
  static boolean isPossible() throws InterruptedException {
    try {
      return new ProcessBuilder("espeak-ng", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /**
   * Speaks.
   *
   * @param voice a voice of espeak-ng
   * @param wordsPerMinute how fast
   * @return the file
   */
  static Path say(Path file, String voice, int wordsPerMinute, String text)
      throws IOException, InterruptedException {
    Process espeak =
        new ProcessBuilder(
                "espeak-ng",
                "-v",
                voice,
                "-s",
                Integer.toString(wordsPerMinute),
                "-w",
                file.toString(),
                text)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (espeak.waitFor() != 0) {
      throw new IOException("espeak-ng has no voice " + voice);
    }
    return file;
  }

  /** Recordings in a row, with so many seconds of silence between them. */
  static Path joined(Path file, double pause, Path... recordings) throws IOException {
    AudioDecoder decoder = new AudioDecoder(AudioLimits.DEFAULT);
    Path part = file.resolveSibling("part.wav");
    int silence = (int) (pause * Samples.RATE);
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(file)) {
      for (Path recording : recordings) {
        try (InputStream in = Files.newInputStream(recording)) {
          decoder.decode(in, part);
        }
        PreparedAudio audio = PreparedAudio.open(part);
        writer.accept(audio.read(0, audio.length()).array(), (int) audio.length());
        writer.accept(new float[silence], silence);
      }
      writer.finish();
    }
    Files.delete(part);
    return file;
  }

  /** Noise in bursts, as loud as speech: what cutting takes for it. */
  static Path bursts(Path file) throws IOException {
    Random random = new Random(5);
    float[] samples = new float[8 * Samples.RATE];
    for (int index = Samples.RATE; index < 7 * Samples.RATE; index++) {
      double swell = Math.abs(Math.sin(Math.PI * 2 * index / Samples.RATE));
      samples[index] = (float) (0.2 * swell * random.nextGaussian());
    }
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(file)) {
      writer.accept(samples, samples.length);
      writer.finish();
    }
    return file;
  }
}
