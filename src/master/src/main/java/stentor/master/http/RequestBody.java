package stentor.master.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import stentor.master.MasterException;
import stentor.master.MasterProblem;

/**
 * The body of a request as it comes. That it cannot be read to its end is the client's fault, or
 * its network's: a {@link MasterException}, so that nobody takes it for a failure of the disk to
 * which it is copied.
 */
final class RequestBody extends FilterInputStream {

  private final MasterProblem.BodyBrokeOff brokenOff;

  private RequestBody(InputStream sent, MasterProblem.BodyBrokeOff brokenOff) {
    super(sent);
    this.brokenOff = brokenOff;
  }

  /** A recording. */
  static RequestBody ofRecording(InputStream sent) {
    return new RequestBody(sent, MasterProblem.BodyBrokeOff.ofRecording());
  }

  /** A text. */
  static RequestBody ofText(InputStream sent) {
    return new RequestBody(sent, MasterProblem.BodyBrokeOff.ofText());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (InterruptedIOException stopping) {
      throw stopping;
    } catch (IOException brokeOff) {
      MasterException refused = new MasterException(brokenOff);
      refused.addSuppressed(brokeOff);
      throw refused;
    }
  }
}
