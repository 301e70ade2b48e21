package stentor.master.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.session.SessionCache;
import stentor.master.MasterException;
import stentor.master.MasterProblem;

/** What the HTTP server takes of a request, and what it keeps of one. */
final class RequestLimits {

  private static final int IN_MEMORY_MEGABYTES = 1;

  /** Room for the other parts of a multipart body and its boundaries. */
  private static final long ENVELOPE_BYTES = 1024 * 1024;

  private RequestLimits() {}

  /**
   * Sets them.
   *
   * @param spool folder for uploads while they arrive
   */
  static void set(JavalinConfig config, Path spool) {
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.startup.showJavalinBanner = false;
    config.http.maxRequestSize = Upload.MOST_BYTES + ENVELOPE_BYTES;
    // Else a value that differs from an earlier one of the connection in case only is taken for it.
    config.jetty.modifyHttpConfiguration(http -> http.setHeaderCacheCaseSensitive(true));
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new ServerErrors()));
    config.jetty.modifyServletContextHandler(context -> forget(context.getSessionHandler()));
    config.jetty.multipartConfig.cacheDirectory(spool.toString());
    config.jetty.multipartConfig.maxInMemoryFileSize(IN_MEMORY_MEGABYTES, SizeUnit.MB);
    config.jetty.multipartConfig.maxFileSize(Upload.MOST_BYTES, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxTotalRequestSize(
        Upload.MOST_BYTES + ENVELOPE_BYTES, SizeUnit.BYTES);
  }

  /** Every handshake of a WebSocket begins a session, which nobody asks for and nothing ends. */
  private static void forget(SessionHandler sessions) {
    sessions.setUsingCookies(false);
    SessionCache none = new NullSessionCache(sessions);
    none.setSessionDataStore(new NullSessionDataStore());
    sessions.setSessionCache(none);
  }

  /**
   * Refuses what says by itself that it is too large.
   *
   * @throws MasterException if it is
   */
  static void checkSize(Context context) {
    if (context.req().getContentLengthLong() > Upload.MOST_BYTES + ENVELOPE_BYTES) {
      throw new MasterException(new MasterProblem.TooLarge(Upload.MOST_BYTES));
    }
  }

  /**
   * Refuses an address that is none: HTTP takes any character in a query, and what upgrades to
   * WebSocket fails over some.
   *
   * @throws MasterException if it is none
   */
  static void checkAddress(Context context) {
    try {
      var _ = new URI(context.fullUrl());
    } catch (URISyntaxException unescaped) {
      MasterException refused =
          new MasterException(
              new MasterProblem.BadParameter(
                  "url",
                  "it holds a character that no address may hold",
                  "each such character as a % and two hexadecimal digits"));
      refused.addSuppressed(unescaped);
      throw refused;
    }
  }
}
