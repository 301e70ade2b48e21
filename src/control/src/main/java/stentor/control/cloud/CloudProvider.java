package stentor.control.cloud;

/**
 * Opens a cloud. Its implementation is found by {@link java.util.ServiceLoader}, so that nothing
 * here depends on a cloud's libraries.
 */
public interface CloudProvider {

  /** The cloud at this site. Asks nothing of it yet. */
  Cloud open(CloudSite site);
}
