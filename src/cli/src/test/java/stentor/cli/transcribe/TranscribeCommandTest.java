package stentor.cli.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stentor.cli.Laboratory;
import stentor.control.Platform;
import stentor.control.master.RecordingFile;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TranscribeCommandTest {

  @TempDir Path folder;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private String recording(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "audio").toString();
  }

  @Test
  void one_recording_gives_its_transcript_and_a_newline() throws Exception {
    laboratory.reply("a.wav", Laboratory.said("hello there"));

    int status = laboratory.run("transcribe", recording("a.wav"));

    assertThat(laboratory.out).isEqualTo("hello there\n");
    assertThat(status).isZero();
  }

  @Test
  void with_no_environment_up_one_is_started_for_a_while_and_that_is_said() throws Exception {
    laboratory.run("transcribe", recording("a.wav"));

    assertThat(laboratory.platform.asked).hasSize(1);
    Platform.Wanted wanted = laboratory.platform.asked.getFirst();
    assertThat(wanted.idle()).contains(Duration.ofMinutes(10));
    assertThat(wanted.passing()).isTrue();
    assertThat(wanted.models()).extracting("id").containsExactly("first");
    assertThat(laboratory.err).contains("stops itself after 10 min without a job");

    laboratory.run("transcribe", recording("a.wav"));

    assertThat(laboratory.platform.asked).hasSize(1);
    assertThat(laboratory.err).isEmpty();
  }

  @Test
  void several_recordings_give_a_line_each_in_the_order_given() throws Exception {
    laboratory.reply("a.wav", new Laboratory.Reply(200, Laboratory.document("slow", ""), 300));
    laboratory.reply("b.wav", Laboratory.said("quick\\tand\\nbroken"));
    String first = recording("a.wav");
    String second = recording("b.wav");

    int status = laboratory.run("transcribe", first, second, first);

    assertThat(laboratory.out)
        .isEqualTo("%s\tslow\n%s\tquick and broken\n%s\tslow\n".formatted(first, second, first));
    assertThat(status).isZero();
  }

  @Test
  void a_recording_that_fails_has_no_line_and_the_others_run() throws Exception {
    laboratory.reply("a.wav", Laboratory.refused(400, "invalid_audio", "This is no audio."));
    laboratory.reply("b.wav", Laboratory.said("fine"));
    String missing = folder.resolve("none.wav").toString();
    String bad = recording("a.wav");
    String good = recording("b.wav");

    int status = laboratory.run("transcribe", missing, bad, good, folder.toString());

    assertThat(laboratory.out).isEqualTo(good + "\tfine\n");
    assertThat(laboratory.err)
        .contains(missing + ": The file could not be read: it does not exist")
        .contains(bad + ": This is no audio.")
        .contains(folder + ": The file could not be read: it is a folder");
    assertThat(status).isEqualTo(1);
  }

  @Test
  void no_environment_is_started_when_no_recording_can_be_read() {
    int status = laboratory.run("transcribe", folder.resolve("none.wav").toString());

    assertThat(status).isEqualTo(1);
    assertThat(laboratory.platform.asked).isEmpty();
    assertThat(laboratory.out).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "json, '{\"text\":\"hello\"}\n'",
    "srt, '1\n00:00:00,000 --> 00:00:01,000\nhello\n\n'",
  })
  void another_format_is_written_by_its_exporter(String format, String expected) throws Exception {
    laboratory.reply("a.wav", Laboratory.said("hello"));

    laboratory.run("transcribe", "--format", format, recording("a.wav"));

    assertThat(laboratory.out.strip()).isEqualTo(expected.strip());
    assertThat(laboratory.out).endsWith("\n");
  }

  @Test
  void verbose_json_is_the_masters_document_as_it_came() throws Exception {
    laboratory.reply("a.wav", Laboratory.said("hello"));

    laboratory.run("transcribe", "--format", "verbose_json", recording("a.wav"));

    assertThat(laboratory.out).isEqualTo(Laboratory.document("hello", "") + "\n");
  }

  @Test
  void files_of_the_same_name_do_not_overwrite_each_other() throws Exception {
    laboratory.reply("a.wav", Laboratory.said("first"));
    laboratory.reply("a.flac", Laboratory.said("second"));
    Path output = folder.resolve("out");

    int status =
        laboratory.run(
            "transcribe",
            "--format",
            "vtt",
            "--output",
            output.toString(),
            recording("one/a.wav"),
            recording("a.flac"));

    assertThat(status).isZero();
    assertThat(laboratory.out).isEmpty();
    assertThat(output.resolve("a.vtt")).content().contains("first");
    assertThat(output.resolve("a-2.vtt")).content().contains("second");
    assertThat(laboratory.err).contains("its transcript is a-2.vtt");
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void a_file_of_an_earlier_call_is_replaced() throws Exception {
    laboratory.reply("a.wav", Laboratory.said("new"));
    Path output = Files.createDirectories(folder.resolve("out"));
    Files.writeString(output.resolve("a.txt"), "old, and longer than the new one");

    laboratory.run("transcribe", "--output", output.toString(), recording("a.wav"));

    assertThat(output.resolve("a.txt")).hasContent("new\n");
  }

  @Test
  void model_and_language_reach_the_master() throws Exception {
    laboratory.run("up", "--model", "second");

    laboratory.run("transcribe", "--model", "second", "--language", "de", recording("a.wav"));

    assertThat(laboratory.requests.getFirst())
        .contains("name=\"model\"\r\n\r\nsecond\r\n")
        .contains("name=\"language\"\r\n\r\nde\r\n");
  }

  @Test
  void names_that_leave_the_choice_to_the_master_are_no_models() throws Exception {
    for (String name : List.of("auto", "whisper-1")) {
      assertThat(laboratory.run("transcribe", "--model", name, recording("a.wav"))).isZero();
    }

    assertThat(laboratory.platform.asked.getFirst().models())
        .extracting("id")
        .containsExactly("first");
    assertThat(laboratory.requests).noneMatch(body -> body.contains("name=\"model\""));
  }

  @Test
  void a_model_that_is_named_is_brought_up_where_nothing_is() throws Exception {
    laboratory.run("transcribe", "--model", "second", recording("a.wav"));

    assertThat(laboratory.platform.asked.getFirst().models())
        .extracting("id")
        .containsExactly("second");
  }

  @Test
  void an_unknown_model_fails_with_the_list_of_those_there_are() throws Exception {
    int status = laboratory.run("transcribe", "--model", "none", recording("a.wav"));

    assertThat(status).isEqualTo(1);
    assertThat(laboratory.err).contains("There is no model none", "first, second");
  }

  @Test
  void a_model_that_is_not_served_is_told_with_the_command_that_adds_it() throws Exception {
    laboratory.run("up");

    int status = laboratory.run("transcribe", "--model", "second", recording("a.wav"));

    assertThat(status).isEqualTo(1);
    assertThat(laboratory.err).contains("it serves first", "stentor up --model second");
  }

  @Test
  void what_is_missing_of_a_recording_is_said() throws Exception {
    laboratory.reply(
        "a.wav", new Laboratory.Reply(200, Laboratory.document("half", "truncated_input"), 0));
    String file = recording("a.wav");

    int status = laboratory.run("transcribe", file);

    assertThat(status).isZero();
    assertThat(laboratory.out).isEqualTo("half\n");
    assertThat(laboratory.err).contains(file + ": the recording ends before its header says");
  }

  @Test
  void a_gap_is_announced_by_the_sign_that_it_has_in_the_transcript() throws Exception {
    laboratory.reply("a.wav", new Laboratory.Reply(200, Laboratory.document("", "incomplete"), 0));

    laboratory.run("transcribe", recording("a.wav"));

    String sign = laboratory.out.strip();
    assertThat(sign).isNotEmpty();
    assertThat(laboratory.err).contains("marked by " + sign);
  }

  @Test
  void a_recording_that_is_too_large_is_refused_unsent_and_the_others_run() throws Exception {
    Path huge = folder.resolve("huge.wav");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(RecordingFile.MOST_BYTES + 1);
    }
    laboratory.reply("b.wav", Laboratory.said("fine"));
    String good = recording("b.wav");

    int status = laboratory.run("transcribe", huge.toString(), good);

    assertThat(status).isEqualTo(1);
    assertThat(laboratory.out).isEqualTo(good + "\tfine\n");
    assertThat(laboratory.err)
        .contains(huge + ": The file is too large: it has more than 2 GiB", "Cut it");
    assertThat(laboratory.requests).hasSize(1);
  }

  @Test
  void a_name_that_no_file_can_have_is_wrong_usage() throws Exception {
    int status = laboratory.run("transcribe", recording("a.wav"), "b\0.wav");

    assertThat(status).isEqualTo(2);
    assertThat(laboratory.err).contains("'b\\0.wav' is no name of a file on this computer");
    assertThat(laboratory.platform.asked).isEmpty();
  }

  @Test
  void wrong_usage_is_refused_before_anything_is_started() throws Exception {
    String file = recording("a.wav");

    assertThat(laboratory.run("transcribe")).isEqualTo(2);
    assertThat(laboratory.run("transcribe", "--format", "mp3", file)).isEqualTo(2);
    assertThat(laboratory.err).contains("textgrid");
    assertThat(laboratory.run("transcribe", "--nonsense", file)).isEqualTo(2);
    assertThat(laboratory.run("transcribe", "--format", "srt", file, file)).isEqualTo(2);
    assertThat(laboratory.err).contains("--output DIR");
    assertThat(laboratory.platform.asked).isEmpty();
  }
}
