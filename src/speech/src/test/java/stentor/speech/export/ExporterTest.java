package stentor.speech.export;

import static org.assertj.core.api.Assertions.assertThat;
import static stentor.speech.export.SampleTranscripts.gap;
import static stentor.speech.export.SampleTranscripts.said;
import static stentor.speech.export.SampleTranscripts.transcript;
import static stentor.speech.export.SampleTranscripts.word;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.speech.transcript.Transcript;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExporterTest {

  private static final Transcript TWO_SEGMENTS =
      transcript(
          3.2,
          said(
              0.25,
              1.5,
              "Good morning.",
              word("Good", 0.25, 0.5, 0.98),
              word("morning.", 0.52, 1.5, 0.9)),
          said(2, 3, "Say \"ah\" & <b>."));

  private static final Transcript WITH_GAP =
      new Transcript(
          "en",
          60,
          List.of(said(0, 10, "Before."), gap(10, 35.5), said(36, 40, "After.")),
          List.of(Transcript.INCOMPLETE));

  @Test
  void every_format_is_found_by_the_name_of_the_command_line() {
    assertThat(Exporter.all())
        .extracting(Exporter::format)
        .containsExactly("text", "srt", "vtt", "ctm", "stm", "textgrid");
    assertThat(Exporter.of("textgrid").map(Exporter::extension)).contains("TextGrid");
    assertThat(Exporter.of("json")).isEmpty();
  }

  @Test
  void text_is_one_line() {
    assertThat(export("text", transcript(9, said(0, 1, "one\ntwo"), said(2, 3, "three"))))
        .isEqualTo("one two three\n");
  }

  @Test
  void SubRip_numbers_its_cues() {
    assertThat(export("srt", TWO_SEGMENTS))
        .isEqualTo(
            """
            1
            00:00:00,250 --> 00:00:01,500
            Good morning.

            2
            00:00:02,000 --> 00:00:03,000
            Say "ah" & <b>.
            """);
  }

  @Test
  void WebVTT_escapes_what_is_markup_to_it() {
    assertThat(export("vtt", TWO_SEGMENTS))
        .isEqualTo(
            """
            WEBVTT

            00:00:00.250 --> 00:00:01.500
            Good morning.

            00:00:02.000 --> 00:00:03.000
            Say "ah" &amp; &lt;b&gt;.
            """);
  }

  @Test
  void ctm_has_a_line_a_word_and_says_where_it_estimates() {
    assertThat(export("ctm", TWO_SEGMENTS))
        .isEqualTo(
            """
            ;; word times are estimated within their segments
            my_talk 1 0.250 0.250 Good 0.9800
            my_talk 1 0.520 0.980 morning. 0.9000
            my_talk 1 2.000 0.400 Say
            my_talk 1 2.400 0.300 "ah"
            my_talk 1 2.700 0.100 &
            my_talk 1 2.800 0.200 <b>.
            """);
  }

  @Test
  void stm_labels_the_language() {
    assertThat(export("stm", TWO_SEGMENTS))
        .isEqualTo(
            """
            ;; LABEL "en" "en" "Language en"
            my_talk 1 unknown 0.250 1.500 <en> Good morning.
            my_talk 1 unknown 2.000 3.000 <en> Say "ah" & <b>.
            """);
  }

  @Test
  void TextGrid_doubles_quotes_and_fills_the_silence() {
    assertThat(export("textgrid", transcript(2.5, said(1, 2, "\"ah\""))))
        .isEqualTo(
            """
            File type = "ooTextFile"
            Object class = "TextGrid"

            xmin = 0
            xmax = 2.500
            tiers? <exists>
            size = 2
            item []:
                item [1]:
                    class = "IntervalTier"
                    name = "segments"
                    xmin = 0
                    xmax = 2.500
                    intervals: size = 3
                    intervals [1]:
                        xmin = 0.000
                        xmax = 1.000
                        text = ""
                    intervals [2]:
                        xmin = 1.000
                        xmax = 2.000
                        text = "\""ah\"""
                    intervals [3]:
                        xmin = 2.000
                        xmax = 2.500
                        text = ""
                item [2]:
                    class = "IntervalTier"
                    name = "words"
                    xmin = 0
                    xmax = 2.500
                    intervals: size = 3
                    intervals [1]:
                        xmin = 0.000
                        xmax = 1.000
                        text = ""
                    intervals [2]:
                        xmin = 1.000
                        xmax = 2.000
                        text = "\""ah\"""
                    intervals [3]:
                        xmin = 2.000
                        xmax = 2.500
                        text = ""
            """);
  }

  @Test
  void no_format_looks_whole_where_something_is_missing() {
    assertThat(export("text", WITH_GAP)).isEqualTo("Before. […] After.\n");
    assertThat(export("srt", WITH_GAP)).contains("00:00:10,000 --> 00:00:35,500\n[…]\n");
    assertThat(export("vtt", WITH_GAP))
        .contains("NOTE flags: incomplete\n", "00:00:10.000 --> 00:00:35.500\n[…]\n");
    assertThat(export("ctm", WITH_GAP))
        .contains(";; flags: incomplete\n", ";; gap 10.000 35.500 not recognised\n")
        .doesNotContain("[…]");
    assertThat(export("stm", WITH_GAP))
        .contains(";; flags: incomplete\n")
        .contains("my_talk 1 unknown 10.000 35.500 <en> IGNORE_TIME_SEGMENT_IN_SCORING\n");
    assertThat(export("textgrid", WITH_GAP)).contains("xmax = 35.500\n            text = \"[…]\"");
  }

  @Test
  void silence_gives_a_document_with_nothing_in_it() {
    Transcript silence = transcript(4);
    assertThat(export("text", silence)).isEqualTo("\n");
    assertThat(export("srt", silence)).isEmpty();
    assertThat(export("vtt", silence)).isEqualTo("WEBVTT\n");
    assertThat(export("ctm", silence)).isEmpty();
    assertThat(export("stm", silence)).isEmpty();
    assertThat(export("textgrid", silence)).contains("xmax = 4.000", "intervals: size = 1");
  }

  @Test
  void words_that_are_not_the_whole_text_are_not_trusted() {
    Transcript partial = transcript(3, said(0, 3, "one two three", word("one", 0, 1, 1)));
    assertThat(export("ctm", partial)).contains(" one", " two", " three", ";; word times are");
  }

  @Test
  void a_long_segment_is_cut_where_a_clause_ends() {
    assertThat(
            export(
                "srt",
                transcript(
                    10,
                    said(
                        0,
                        8,
                        "When the first sentence has come to its end, the second begins, and it goes"
                            + " on for a while."))))
        .isEqualTo(
            """
            1
            00:00:00,000 --> 00:00:05,573
            When the first sentence has come
            to its end, the second begins,

            2
            00:00:05,573 --> 00:00:08,000
            and it goes on for a while.
            """);
  }

  @Test
  void a_recording_without_a_usable_name_still_has_one() {
    Exporter ctm = new CtmExporter();
    Transcript one = transcript(1, said(0, 1, "word"));
    assertThat(ctm.toText(one, "")).contains("\nrecording 1 ");
    assertThat(ctm.toText(one, ";;x\ty/z")).contains("\n_;;x_y_z 1 ");
  }

  @Test
  void digits_do_not_depend_on_the_place_the_program_runs_in() {
    Locale before = Locale.getDefault();
    List<String> here = exports();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(exports()).isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> exports() {
    return Exporter.all().stream().map(exporter -> exporter.toText(WITH_GAP, "x")).toList();
  }

  private static String export(String format, Transcript transcript) {
    return Exporter.of(format).orElseThrow().toText(transcript, "my talk");
  }
}
