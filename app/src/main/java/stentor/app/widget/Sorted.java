package stentor.app.widget;

/**
 * A value that a column is sorted by, and how it is said.
 *
 * @param <V> of what kind it is
 */
public record Sorted<V extends Comparable<V>>(V value, String said)
    implements Comparable<Sorted<V>> {

  @Override
  public int compareTo(Sorted<V> other) {
    return value.compareTo(other.value);
  }
}
