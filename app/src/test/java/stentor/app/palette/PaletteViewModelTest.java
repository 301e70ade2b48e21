package stentor.app.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class PaletteViewModelTest {

  private final List<String> done = new ArrayList<>();
  private final List<String> titles = new ArrayList<>(List.of("Open lab", "Tear down lab", "Help"));
  private final PaletteViewModel model =
      new PaletteViewModel(List.of(() -> titles.stream().map(this::command).toList()));

  private Command command(String title) {
    return new Command(title, "", () -> done.add(title));
  }

  private List<String> found() {
    return model.found().stream().map(found -> found.command().title()).toList();
  }

  @Test
  void opened_it_offers_all_in_their_order_and_the_first_is_selected() {
    model.open();

    assertThat(found()).containsExactly("Open lab", "Tear down lab", "Help");
    assertThat(model.chosen()).map(Command::title).contains("Open lab");
  }

  @Test
  void what_is_typed_leaves_what_fits_and_selects_the_best() {
    model.open();
    model.queryProperty().set("tear");

    assertThat(found()).containsExactly("Tear down lab");
    model.chosen().orElseThrow().action().run();
    assertThat(done).containsExactly("Tear down lab");
  }

  @Test
  void arrows_go_round_and_pages_stop_at_the_ends() {
    model.open();
    model.move(-1);
    assertThat(model.chosen()).map(Command::title).contains("Help");
    model.move(1);
    assertThat(model.chosen()).map(Command::title).contains("Open lab");
    model.page(1);
    assertThat(model.chosen()).map(Command::title).contains("Help");
    model.page(-1);
    assertThat(model.chosen()).map(Command::title).contains("Open lab");
  }

  @Test
  void where_nothing_fits_nothing_is_chosen() {
    model.open();
    model.queryProperty().set("xyz");
    model.move(1);
    model.page(1);

    assertThat(model.chosen()).isEmpty();
  }

  @Test
  void opened_again_it_has_forgotten_what_was_typed_and_knows_what_is_new() {
    model.open();
    model.queryProperty().set("xyz");
    titles.add("Open lab-2");
    model.open();

    assertThat(found()).hasSize(4);
    assertThat(model.queryProperty().get()).isEmpty();
  }

  @Test
  void ten_thousand_commands_are_searched() {
    IntStream.range(0, 10_000).forEach(index -> titles.add("Read recording-" + index + ".wav"));
    model.open();
    model.queryProperty().set("read 9999");

    assertThat(found().getFirst()).isEqualTo("Read recording-9999.wav");
  }
}
