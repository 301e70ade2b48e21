package stentor.app.widget;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * What lies over a window's content for a moment: the palette, a question, an error. The last one
 * opened is closed first; what lies below takes no input meanwhile, and the focus returns to where
 * it was. Used on the window's thread.
 */
public final class Overlay extends StackPane {

  private final Deque<Layer> layers = new ArrayDeque<>();

  /**
   * One thing over the others.
   *
   * @param held whether it stays until {@link #release} takes it away
   */
  private record Layer(
      StackPane shade, Node content, Optional<Node> focusBefore, Runnable closed, boolean held) {}

  /** An empty one. */
  public Overlay() {
    setPickOnBounds(false);
    setVisible(false);
  }

  /**
   * Shows this over all else. A click beside it closes it.
   *
   * @param content takes its own preferred size
   * @param place where in the window
   * @param closed runs once it is closed, however that came
   */
  public void open(Node content, Pos place, Runnable closed) {
    open(content, place, closed, false);
  }

  /**
   * Shows a question over all else that has to be answered: neither a click beside it nor a key
   * closes it, only {@link #release}.
   */
  public void hold(Node content, Pos place) {
    open(content, place, () -> {}, true);
  }

  /** Takes away what was {@linkplain #hold held}, whatever lies over it. */
  public void release(Node content) {
    layers.stream()
        .filter(layer -> layer.content() == content)
        .findFirst()
        .ifPresent(
            layer -> {
              boolean last = layers.peek() == layer;
              boolean _ = layers.remove(layer);
              close(layer, last);
            });
  }

  private void open(Node content, Pos place, Runnable closed, boolean held) {
    Region before = edge();
    Region after = edge();
    StackPane shade = new StackPane(before, content, after);
    shade.getStyleClass().add("overlay-shade");
    shade.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.TAB && goRound(content, before, after, event)) {
            event.consume();
          }
        });
    StackPane.setAlignment(content, place);
    shade.setOnMousePressed(
        event -> {
          if (event.getTarget() == shade) {
            closeLast();
          }
        });
    Optional<Node> focus = Optional.ofNullable(getScene()).map(scene -> scene.getFocusOwner());
    layers.push(new Layer(shade, content, focus, closed, held));
    getChildren().add(shade);
    setVisible(true);
    content.requestFocus();
  }

  /** Where the focus stands for a moment on its way from the last control to the first. */
  private static Region edge() {
    Region edge = new Region();
    edge.setFocusTraversable(true);
    edge.setMaxSize(0, 0);
    return edge;
  }

  /** Keeps the focus within the content: after its last control comes its first. */
  private boolean goRound(Node content, Region before, Region after, KeyEvent event) {
    List<Node> controls = new ArrayList<>();
    collect(content, controls);
    Node focused = getScene().getFocusOwner();
    if (controls.isEmpty()) {
      return true;
    }
    if (!event.isShiftDown() && controls.getLast() == focused) {
      before.requestFocus();
      return before.requestFocusTraversal(TraversalDirection.NEXT);
    }
    if (event.isShiftDown() && controls.getFirst() == focused) {
      after.requestFocus();
      return after.requestFocusTraversal(TraversalDirection.PREVIOUS);
    }
    return false;
  }

  private static void collect(Node node, List<Node> controls) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node.isFocusTraversable()) {
      controls.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, controls));
    }
  }

  /**
   * Closes what was opened last.
   *
   * @return whether there was anything; what is held stays
   */
  public boolean closeLast() {
    if (layers.isEmpty()) {
      return false;
    }
    if (!layers.element().held()) {
      close(layers.pop(), true);
    }
    return true;
  }

  private void close(Layer layer, boolean wasLast) {
    getChildren().remove(layer.shade());
    // It may be shown once more.
    layer.shade().getChildren().clear();
    setVisible(!layers.isEmpty());
    if (wasLast) {
      layer.focusBefore().ifPresent(Node::requestFocus);
    }
    layer.closed().run();
  }

  /** Whether something is open. */
  public boolean isOpen() {
    return !layers.isEmpty();
  }
}
