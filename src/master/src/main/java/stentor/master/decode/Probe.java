package stentor.master.decode;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What FFmpeg's prober tells of a file, as far as it is asked.
 *
 * @param streams the first stream of audio, if there is one
 * @param format the file
 */
record Probe(List<Told> streams, Format format) {

  Probe {
    streams = List.copyOf(streams);
  }

  /**
   * A stream as it is told; what is not known is left out.
   *
   * @param codec short name of its encoding
   * @param rate samples a second, in decimal
   * @param channels channels
   * @param timeBase what its times are counted in, a fraction of a second
   * @param duration its length in seconds, in decimal
   */
  record Told(
      @JsonProperty("codec_name") Optional<String> codec,
      @JsonProperty("sample_rate") Optional<String> rate,
      Optional<Integer> channels,
      @JsonProperty("time_base") Optional<String> timeBase,
      Optional<String> duration) {}

  /**
   * The file as a whole.
   *
   * @param streams how many there are, of every kind
   * @param duration length of the longest in seconds, in decimal
   */
  record Format(@JsonProperty("nb_streams") int streams, Optional<String> duration) {}

  /**
   * A stream of audio.
   *
   * @param codec short name of its encoding, if it has one
   * @param rate samples a second, 0 where it is not told
   * @param channels channels, 0 where they are not told
   * @param seconds its length, if that is told
   */
  record Stream(Optional<String> codec, int rate, int channels, Optional<Double> seconds) {}

  /** Times of FLAC are counted in samples, and its rate is told by them alone. */
  private static final String FLAC = "flac";

  /** The stream; a file in which it is alone is as long as it. */
  Stream stream() {
    Told told = streams.getFirst();
    Optional<String> duration =
        told.duration().or(() -> format.streams() == 1 ? format.duration() : Optional.empty());
    int rate = told.rate().map(Integer::parseInt).orElse(0);
    if (rate == 0 && told.codec().filter(FLAC::equals).isPresent()) {
      rate = told.timeBase().map(base -> Integer.parseInt(base.replace("1/", ""))).orElse(0);
    }
    return new Stream(
        told.codec(), rate, told.channels().orElse(0), duration.map(Double::parseDouble));
  }
}
