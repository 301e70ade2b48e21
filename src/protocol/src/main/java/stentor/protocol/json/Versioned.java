package stentor.protocol.json;

/**
 * A document that says of which version it is. {@link Documents} reads the version before anything
 * else, so that what a newer program has written is told as such and never half understood.
 * Properties may be added without a new version, since readers ignore what they do not know; a
 * property that changes its meaning or goes needs one.
 */
public interface Versioned {

  /** The version of every document that this program writes, and the only one it reads. */
  int SCHEMA = 1;

  /** Version of the document, {@value #SCHEMA}. */
  int schema();
}
