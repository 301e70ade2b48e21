package stentor.models.fetch;

/** Is told how fetching goes on, on the thread that fetches; it returns soon. */
@FunctionalInterface
public interface FetchListener {

  /** Takes the news. {@link FetchProgress.Downloading} comes at most about ten times a second. */
  void on(FetchProgress progress);

  /** A listener that does not care. */
  static FetchListener none() {
    return progress -> {};
  }
}
