package stentor.simulator.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;

/**
 * Bodies that come in pieces of their own inside of HTTP ({@code aws-chunked}): a size in
 * hexadecimal digits, perhaps a signature, the bytes, and trailers at the end, which are not looked
 * at.
 */
final class Chunks {

  private static final int HEXADECIMAL = 16;

  private Chunks() {}

  /** What the client wants to store. */
  static byte[] joined(WireRequest request) {
    boolean chunked =
        request.header("content-encoding").orElse("").contains("aws-chunked")
            || request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    return chunked ? joined(request.body()) : request.body();
  }

  private static byte[] joined(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length);
    int at = 0;
    while (true) {
      int end = lineEnd(body, at);
      String line = new String(body, at, end - at, StandardCharsets.US_ASCII);
      int size = size(line.split(";", 2)[0].strip());
      int from = end + 2;
      if (size == 0) {
        return bytes.toByteArray();
      }
      if (size < 0 || from + size > body.length) {
        throw incomplete();
      }
      bytes.write(body, from, size);
      at = from + size + 2;
    }
  }

  private static int lineEnd(byte[] body, int from) {
    for (int i = from; i + 1 < body.length; i++) {
      if (body[i] == '\r' && body[i + 1] == '\n') {
        return i;
      }
    }
    throw incomplete();
  }

  private static int size(String digits) {
    try {
      return Integer.parseInt(digits, HEXADECIMAL);
    } catch (NumberFormatException malformed) {
      throw incomplete();
    }
  }

  private static WireFault incomplete() {
    return new WireFault("IncompleteBody", "The request body terminated unexpectedly");
  }
}
