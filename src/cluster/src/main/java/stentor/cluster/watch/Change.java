package stentor.cluster.watch;

import java.util.Map;

/** What is new among the objects of one kind, by a name that is unique among them. */
sealed interface Change<T> {

  /** All there are; what is not among them is gone. */
  record All<T>(Map<String, T> objects) implements Change<T> {
    /** Copies the map. */
    public All {
      objects = Map.copyOf(objects);
    }
  }

  /** One that is new or another than before. */
  record Put<T>(String name, T object) implements Change<T> {}

  /** One that is gone. */
  record Gone<T>(String name) implements Change<T> {}
}
