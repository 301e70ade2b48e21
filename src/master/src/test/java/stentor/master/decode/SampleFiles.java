package stentor.master.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stentor.speech.audio.PreparedAudio;

/** Recordings of the sample clip in other formats, made by the FFmpeg that came with the build. */
public final class SampleFiles {

  private static final Path ROOT = Path.of(System.getProperty("stentor.root"));

  /** Folder of FFmpeg's programs. */
  static final Path FFMPEG = ROOT.resolve("dist/ffmpeg");

  /** A clip of seven and a half seconds in which somebody reads, 16 kHz mono. */
  static final Path CLIP = ROOT.resolve("resources/samples/printing.wav");

  private final Path folder;

  /** Makes them in this folder. */
  public SampleFiles(Path folder) {
    this.folder = folder;
  }

  /** Whether the build has FFmpeg for this system. */
  public static boolean available() {
    return Files.isDirectory(FFMPEG);
  }

  /** The clip, encoded as these words say and the name's ending says. */
  public Path encode(String name, String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-i", CLIP.toString()));
    all.addAll(List.of(words));
    return make(name, all);
  }

  /** A file that FFmpeg makes from these words. */
  Path make(String name, List<String> words) throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of(FFMPEG.resolve("ffmpeg").toString()));
    command.addAll(List.of("-nostdin", "-v", "error", "-y"));
    command.addAll(words);
    command.add(file.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", FFMPEG.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return file;
  }

  /** The first bytes of a file, as another. */
  Path cut(Path file, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return write("cut-" + file.getFileName(), Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** The samples of prepared audio. */
  static float[] samples(Path prepared) throws IOException {
    PreparedAudio audio = PreparedAudio.open(prepared);
    return audio.read(0, audio.length()).array();
  }

  /**
   * How alike two recordings are where they lie best upon each other, 1 for the same.
   *
   * @param most how far they may be shifted, in samples
   */
  static double likeness(float[] one, float[] other, int most) {
    int coarse = best(one, other, most, -most, most, 8);
    int fine = best(one, other, most, Math.max(coarse - 8, -most), Math.min(coarse + 8, most), 1);
    return likenessAt(one, other, most, fine);
  }

  private static int best(float[] one, float[] other, int most, int from, int to, int step) {
    int best = from;
    double highest = -1;
    for (int shift = from; shift <= to; shift += step) {
      double likeness = likenessAt(one, other, most, shift);
      if (likeness > highest) {
        highest = likeness;
        best = shift;
      }
    }
    return best;
  }

  private static double likenessAt(float[] one, float[] other, int most, int shift) {
    double product = 0;
    double energyOne = 0;
    double energyOther = 0;
    for (int i = most; i < Math.min(one.length, other.length) - most; i++) {
      float a = one[i];
      float b = other[i + shift];
      product += (double) a * b;
      energyOne += (double) a * a;
      energyOther += (double) b * b;
    }
    return product / Math.sqrt(energyOne * energyOther);
  }
}
