package stentor.app;

import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * Files on their way into the app by drag and drop. Where there is a desktop they are dragged with
 * the mouse out of another window; the headless platform has no drags, so there the node gets the
 * very events that a drag would bring, with a real dragboard.
 */
final class DraggedFiles {

  private final List<File> files;

  DraggedFiles(List<Path> files) {
    this.files = files.stream().map(Path::toFile).toList();
  }

  /** Drops them on the middle of the node by events. Called on the window's thread. */
  void dropOn(Node target) {
    Dragboard dragboard = dragboard();
    Bounds bounds = target.localToScreen(target.getBoundsInLocal());
    for (EventType<DragEvent> type :
        List.of(DragEvent.DRAG_ENTERED, DragEvent.DRAG_OVER, DragEvent.DRAG_DROPPED)) {
      Event.fireEvent(
          target,
          new DragEvent(
              type,
              dragboard,
              bounds.getWidth() / 2,
              bounds.getHeight() / 2,
              bounds.getCenterX(),
              bounds.getCenterY(),
              TransferMode.COPY,
              null,
              target,
              null));
    }
  }

  /** JavaFX makes dragboards only while something is dragged. */
  private Dragboard dragboard() {
    TKClipboard content = Toolkit.getToolkit().createLocalClipboard();
    TKClipboard peer =
        (TKClipboard)
            Proxy.newProxyInstance(
                DraggedFiles.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getTransferModes")
                        ? EnumSet.of(TransferMode.COPY)
                        : method.invoke(content, arguments));
    try {
      Method make = Dragboard.class.getDeclaredMethod("createDragboard", TKClipboard.class);
      make.setAccessible(true);
      Dragboard dragboard = (Dragboard) make.invoke(null, peer);
      dragboard.setContent(content());
      return dragboard;
    } catch (ReflectiveOperationException changed) {
      throw new LinkageError("JavaFX makes its dragboards otherwise now", changed);
    }
  }

  private ClipboardContent content() {
    ClipboardContent content = new ClipboardContent();
    content.putFiles(files);
    return content;
  }

  /** A window out of which they can be dragged with the mouse. Called on the window's thread. */
  Stage source(double x, double y) {
    Label handle = new Label("Drag me");
    handle.setId("dragged-files");
    handle.setMinSize(80, 40);
    handle.setOnDragDetected(
        event -> {
          handle.startDragAndDrop(TransferMode.COPY).setContent(content());
          event.consume();
        });
    Stage stage = new Stage();
    stage.setScene(new javafx.scene.Scene(new StackPane(handle), 100, 60));
    stage.setX(x);
    stage.setY(y);
    stage.setAlwaysOnTop(true);
    stage.show();
    return stage;
  }
}
