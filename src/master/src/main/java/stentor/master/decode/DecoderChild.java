package stentor.master.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import stentor.protocol.json.Documents;

/** One running decoder process, used by one thread at a time. Closing it kills it. */
final class DecoderChild implements AutoCloseable {

  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;

  private DecoderChild(Process process) {
    this.process = process;
    this.requests = process.getOutputStream();
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts it; it takes some tenths of a second until it answers. */
  static DecoderChild start(List<String> command) throws IOException {
    return new DecoderChild(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * Has it prepare one recording.
   *
   * @throws DecoderDiedException if it died over this recording
   * @throws TimeoutException if it took longer than {@code limit}; it must be closed then
   */
  DecodeAnswer decode(Path input, Path output, Duration limit)
      throws InterruptedException, TimeoutException, DecoderDiedException {
    CompletableFuture<DecodeAnswer> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("decoder")
        .start(
            () -> {
              try {
                answer.complete(ask(input, output));
              } catch (IOException died) {
                answer.completeExceptionally(died);
              }
            });
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException died) {
      throw new DecoderDiedException(died);
    }
  }

  private DecodeAnswer ask(Path input, Path output) throws IOException {
    requests.write(Documents.write(new DecodeRequest(input.toString(), output.toString())));
    requests.write('\n');
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("The decoder closed its output");
    }
    return Documents.read(line.getBytes(StandardCharsets.UTF_8), DecodeAnswer.class);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The decoder died while it worked on a recording. */
  static final class DecoderDiedException extends Exception {
    private static final long serialVersionUID = 1;

    DecoderDiedException(Throwable cause) {
      super(cause);
    }
  }
}
