package stentor.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.speech.audio.AudioDecoder;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.PreparedAudioWriter;
import stentor.speech.audio.Samples;

/**
 * Recordings with what is said in them.
 *
 * @param clips the recordings, in order
 */
record SpeechCorpus(List<Clip> clips) {

  private static final Path LIBRIVOX = Path.of("/usr/share/pocketsphinx/test/data/librivox");
  private static final Pattern SPHINX = Pattern.compile("<s> (.*) </s> \\((.*)\\)");

  /**
   * One recording.
   *
   * @param file WAV file
   * @param text what is said
   */
  record Clip(Path file, String text) {}

  /** Five LibriVox clips of Debian's package pocketsphinx-testdata, where it is installed. */
  static Optional<SpeechCorpus> librivox() throws IOException {
    Path transcription = LIBRIVOX.resolve("transcription");
    if (!Files.exists(transcription)) {
      return Optional.empty();
    }
    List<Clip> clips = new ArrayList<>();
    for (String line : Files.readAllLines(transcription)) {
      Matcher matcher = SPHINX.matcher(line.strip());
      if (matcher.matches()) {
        clips.add(new Clip(LIBRIVOX.resolve(matcher.group(2) + ".wav"), matcher.group(1)));
      }
    }
    return Optional.of(new SpeechCorpus(clips));
  }

  /** The folder that STENTOR_TEST_SPEECH names: WAVs and a transcripts.tsv (file, tab, text). */
  static Optional<SpeechCorpus> named() throws IOException {
    String folder = System.getenv().getOrDefault("STENTOR_TEST_SPEECH", "");
    return folder.isEmpty() ? Optional.empty() : Optional.of(in(Path.of(folder)));
  }

  /** The WAVs of a folder with a transcripts.tsv (file, tab, text). */
  static SpeechCorpus in(Path folder) throws IOException {
    List<Clip> clips = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("transcripts.tsv"))) {
      String[] fields = line.split("\t", 2);
      if (fields.length == 2) {
        clips.add(new Clip(folder.resolve(fields[0]), fields[1]));
      }
    }
    return new SpeechCorpus(clips);
  }

  /** All that is said, in order. */
  String text() {
    return String.join(" ", clips.stream().map(Clip::text).toList());
  }

  /** All recordings in a row, with 0.3 to 2 s of silence after each. */
  Path joined(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    Path joined = folder.resolve("joined.wav");
    AudioDecoder decoder = new AudioDecoder(AudioLimits.DEFAULT);
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(joined)) {
      for (Clip clip : clips) {
        Path prepared = folder.resolve("prepared.wav");
        try (InputStream in = Files.newInputStream(clip.file())) {
          decoder.decode(in, prepared);
        }
        PreparedAudio audio = PreparedAudio.open(prepared);
        writer.accept(audio.read(0, audio.length()).array(), (int) audio.length());
        int silence = (int) (Samples.RATE * random.nextDouble(0.3, 2));
        writer.accept(new float[silence], silence);
      }
      writer.finish();
    }
    return joined;
  }
}
