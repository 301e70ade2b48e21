package stentor.control.secret;

/**
 * An access key of a cloud, which acts in the name of its owner until it is taken back.
 *
 * @param id its id, which is treated as a secret too
 * @param secret what requests are signed with
 */
public record AccessKey(Secret id, Secret secret) {

  private static final int SHOWN = 4;

  /** By which its owner knows it again: the last letters of the id. */
  public String hint() {
    String text = id.reveal();
    return text.length() > 2 * SHOWN ? text.substring(text.length() - SHOWN) : "";
  }
}
