package stentor.app.launch;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** A model that may be chosen. Used on the window's thread. */
public final class ModelRow {

  private final ModelOffer offer;
  private final boolean served;
  private final BooleanProperty chosen;

  /**
   * Makes one.
   *
   * @param served whether the environment serves it already, so that it is chosen for good
   */
  ModelRow(ModelOffer offer, boolean served, boolean chosen) {
    this.offer = offer;
    this.served = served;
    this.chosen = new SimpleBooleanProperty(chosen || served);
  }

  /** The model. */
  public ModelOffer offer() {
    return offer;
  }

  /** Whether the environment serves it already. */
  public boolean isServed() {
    return served;
  }

  /** Whether it shall be served. */
  public BooleanProperty chosenProperty() {
    return chosen;
  }

  /** Whether it shall be served. */
  public boolean isChosen() {
    return chosen.get();
  }
}
