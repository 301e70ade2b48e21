package stentor.app.widget;

import javafx.scene.Node;

/** Whether a node is there: one that is not is neither drawn nor given room. */
public final class Presence {

  private Presence() {}

  /** Has it be there, or not. */
  public static void show(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }
}
