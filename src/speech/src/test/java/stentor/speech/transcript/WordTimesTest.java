package stentor.speech.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WordTimesTest {

  private static final TimeSpan WHOLE = new TimeSpan(10, 20);

  @Test
  void words_share_the_time_by_their_letters() {
    assertThat(WordTimes.estimate("a bbb", new TimeSpan(2, 8), List.of()))
        .extracting(Word::text, Word::start, Word::end, Word::estimated)
        .containsExactly(tuple("a", 2.0, 4.0, true), tuple("bbb", 4.0, 8.0, true));
  }

  @Test
  void no_word_reaches_over_a_pause() {
    List<Word> words =
        WordTimes.estimate(
            "one two three four",
            WHOLE,
            List.of(new TimeSpan(16, 19), new TimeSpan(11, 12), new TimeSpan(11.5, 14)));
    assertThat(words).extracting(Word::text).containsExactly("one", "two", "three", "four");
    assertThat(words.get(1).end()).isEqualTo(14, within(1e-9));
    assertThat(words.get(2).start()).isEqualTo(16, within(1e-9));
    assertThat(words.getLast().end()).isEqualTo(19, within(1e-9));
  }

  @Test
  void nothing_said_has_no_words() {
    assertThat(WordTimes.estimate("  ", WHOLE, List.of())).isEmpty();
  }

  @Test
  void voice_outside_the_segment_is_not_heard() {
    List<Word> words =
        WordTimes.estimate("one two", WHOLE, List.of(new TimeSpan(0, 5), new TimeSpan(30, 40)));
    assertThat(words.getFirst().start()).isEqualTo(10);
    assertThat(words.getLast().end()).isEqualTo(20);
  }

  @Test
  void whatever_the_spans_every_word_is_there_once_in_order_and_inside() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      String text =
          random
              .ints(1 + random.nextInt(40), 1, 12)
              .mapToObj("x"::repeat)
              .collect(Collectors.joining(" "));
      List<TimeSpan> voiced =
          random
              .doubles(random.nextInt(6), 5, 25)
              .mapToObj(start -> new TimeSpan(start, start + random.nextDouble() * 4))
              .toList();
      List<Word> words = WordTimes.estimate(text, WHOLE, voiced);
      assertThat(words.stream().map(Word::text).collect(Collectors.joining(" "))).isEqualTo(text);
      double reached = WHOLE.start();
      for (Word word : words) {
        assertThat(word.start()).isGreaterThanOrEqualTo(reached);
        assertThat(word.end()).isGreaterThan(word.start());
        reached = word.end();
      }
      assertThat(reached).isLessThanOrEqualTo(WHOLE.end());
    }
  }
}
