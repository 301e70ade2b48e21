package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContainerTest {

  private static final String FRAME = "\u00ff\u00fb\u0090d";
  private static final String ADTS = "\u00ff\u00f1`@";

  static Stream<Arguments> beginnings() {
    return Stream.of(
        Arguments.of(Container.WAV, "RIFF\0\0\0\0WAVEfmt "),
        Arguments.of(Container.WAV, "RF64\u00ff\u00ff\u00ff\u00ffWAVEds64"),
        Arguments.of(Container.WAV, "RIFX\0\0\0\0WAVE"),
        Arguments.of(Container.WAV, "BW64\0\0\0\0WAVE"),
        Arguments.of(Container.WAV, "RIFF\0\0"),
        Arguments.of(Container.MP3, FRAME + "........"),
        Arguments.of(Container.MP3, "ID3"),
        Arguments.of(Container.MP3, tag(0) + FRAME),
        Arguments.of(Container.MP3, tag(1) + FRAME),
        Arguments.of(Container.MP3, tag(300_000) + FRAME),
        Arguments.of(Container.MP3, tag(50)),
        Arguments.of(Container.MP3, "ID3\4\0\0\u007f\u007f\u007f\u007f" + FRAME),
        Arguments.of(Container.AAC, ADTS + "........"),
        Arguments.of(Container.AAC, tag(0) + ADTS),
        Arguments.of(Container.AAC, tag(2) + ADTS),
        Arguments.of(Container.AAC, tag(70_000) + ADTS),
        Arguments.of(Container.FLAC, tag(33) + "fLaC\0\0"),
        Arguments.of(Container.FLAC, "fLaC\0\0\0\42........"),
        Arguments.of(Container.OGG, "OggS\0\2......"),
        Arguments.of(Container.MATROSKA, "\u001aE\u00df\u00a3........"),
        Arguments.of(Container.MP4, "\0\0\0\40ftypM4A "),
        Arguments.of(Container.AMR, "#!AMR\n.."),
        Arguments.of(Container.AMR, "#!AMR-WB\n"));
  }

  private static String tag(int size) {
    return "ID3\3\0\0"
        + (char) (size >> 21 & 0x7F)
        + (char) (size >> 14 & 0x7F)
        + (char) (size >> 7 & 0x7F)
        + (char) (size & 0x7F)
        + "t".repeat(size);
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void the_first_bytes_tell_what_it_is(Container container, String beginning) throws IOException {
    assertThat(of(beginning)).isEqualTo(container);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "RI",
        "RIFF\0\0\0\0AVI LIST",
        "#EXTM3U\n#EXT-X-VERSION:3",
        "ffconcat version 1.0",
        "<html><body>",
        "{\"error\":\"not found\"}",
        "PK\3\4........",
        "\u007fELF........",
        "\u00ff\u00feH\0e\0l\0l\0o\0",
        "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
        "\0\0\0\0\0\0\0\0\0\0\0\0",
        "fLa",
        "\u00ff\u00fb\u0090",
        "ftypM4A ...."
      })
  void what_begins_otherwise_is_refused_with_its_beginning(String beginning) {
    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> of(beginning))
        .satisfies(
            refused -> {
              assertThat(refused.problem()).isInstanceOf(AudioProblem.UnknownContainer.class);
              assertThat(refused.problem().code()).isEqualTo("invalid_audio");
              assertThat(refused.problem().sentence())
                  .contains("WAV, MP3, AAC, FLAC, Ogg, WebM, MP4, AMR")
                  .matches("[ -~]*");
            });
  }

  @Test
  void nothing_at_all_is_empty() {
    assertThatExceptionOfType(AudioException.class)
        .isThrownBy(() -> of(""))
        .satisfies(refused -> assertThat(refused.problem()).isEqualTo(new AudioProblem.Empty()));
  }

  @Test
  void every_ending_is_named_once_without_its_dot() {
    assertThat(Container.allEndings())
        .contains("wav", "mp3", "m4a", "aac", "flac", "ogg", "opus", "webm", "mp4", "amr")
        .doesNotHaveDuplicates()
        .allMatch(ending -> ending.matches("[a-z0-9]+"));
  }

  private static Container of(String beginning) throws IOException {
    return Container.of(new ByteArrayInputStream(beginning.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
