package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.audio.AudioDecoder;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.Container;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.cut.SilenceCutter;
import stentor.speech.cut.Span;
import stentor.speech.cut.SpeechPart;

/** Decodes and cuts one recording, in whatever process it runs. Safe for all threads. */
final class RecordingDecoder {

  private final AudioDecoder decoder = new AudioDecoder(AudioLimits.DEFAULT);
  private final SilenceCutter cutter = new SilenceCutter();
  private final FfmpegDecoder others;

  /**
   * Decodes WAV itself, and has others decoded.
   *
   * @param others for all that is not WAV
   */
  RecordingDecoder(FfmpegDecoder others) {
    this.others = others;
  }

  /**
   * Writes the prepared audio and tells where somebody speaks in it.
   *
   * @param output where the prepared audio goes; there is no file on failure
   * @throws stentor.speech.audio.AudioException if this is no audio that can be read
   */
  DecodeAnswer.Decoded decode(Path input, Path output) throws IOException {
    AudioDecoder.Prepared prepared = prepare(input, output);
    List<CutPart> parts = new ArrayList<>();
    for (SpeechPart part : cutter.cut(PreparedAudio.open(output))) {
      parts.add(
          new CutPart(
              parts.size(),
              part.span().from(),
              part.span().to(),
              part.utterances().stream().map(RecordingDecoder::utterance).toList()));
    }
    return new DecodeAnswer.Decoded(prepared.seconds(), prepared.truncated(), parts);
  }

  private AudioDecoder.Prepared prepare(Path input, Path output) throws IOException {
    Container container = container(input);
    if (container != Container.WAV) {
      return others.decode(input, container, output);
    }
    try (InputStream in = Files.newInputStream(input)) {
      return decoder.decode(in, output);
    }
  }

  private static Container container(Path input) throws IOException {
    try (InputStream in = Files.newInputStream(input)) {
      return Container.of(in);
    }
  }

  private static Utterance utterance(Span span) {
    return new Utterance(span.from(), span.to());
  }
}
