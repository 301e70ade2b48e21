package stentor.app.instance;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.control.environment.PrivateFiles;

/**
 * Keeps a second start from opening a second window: it raises the first one instead. Who holds the
 * lock {@code window.lock} is the first; it listens on a port of loopback, and only who can read
 * {@code window.address}, which holds that port and a secret, can have it raised. Safe for all
 * threads.
 */
public final class FirstWindow implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SECRET_BYTES = 16;
  private static final byte RAISED = 'r';
  private static final Logger LOG = LoggerFactory.getLogger(FirstWindow.class);

  private final Path address;
  private final Optional<Held> held;
  private volatile Runnable raise = () -> {};

  private record Held(FileChannel channel, FileLock lock, ServerSocket listening, String secret) {}

  private FirstWindow(Path address, Optional<Held> held) {
    this.address = address;
    this.held = held;
  }

  /**
   * Becomes the first, or raises the window of the one that is.
   *
   * @param folder holds lock and address; is made where it is not there
   */
  public static FirstWindow claim(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path address = folder.resolve("window.address");
    FileChannel channel =
        FileChannel.open(
            folder.resolve("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return first(address, channel, lock);
      }
    } catch (IOException | RuntimeException | Error failed) {
      closeBecause(failed, channel);
      throw failed;
    }
    channel.close();
    if (!askToRaise(address)) {
      throw new IOException("another Stentor has it open and does not answer");
    }
    return new FirstWindow(address, Optional.empty());
  }

  private static FirstWindow first(Path address, FileChannel channel, FileLock lock)
      throws IOException {
    ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    try {
      byte[] secret = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(secret);
      String word = HexFormat.of().formatHex(secret);
      Files.deleteIfExists(address);
      PrivateFiles.create(
          address, (listening.getLocalPort() + " " + word + "\n").getBytes(StandardCharsets.UTF_8));
      FirstWindow first =
          new FirstWindow(address, Optional.of(new Held(channel, lock, listening, word)));
      Thread.ofVirtual().name("first-window").start(first::listen);
      return first;
    } catch (IOException | RuntimeException | Error failed) {
      closeBecause(failed, listening);
      throw failed;
    }
  }

  private static void closeBecause(Throwable failed, Closeable open) {
    try {
      open.close();
    } catch (IOException worse) {
      failed.addSuppressed(worse);
    }
  }

  /** Whether there was a window already, which was raised. */
  public boolean raisedAnother() {
    return held.isEmpty();
  }

  /** What raises the window, from now on; called on some thread. */
  public void onRaise(Runnable action) {
    raise = action;
  }

  private void listen() {
    Held mine = held.orElseThrow();
    while (!mine.listening().isClosed()) {
      try (Socket asking = mine.listening().accept()) {
        asking.setSoTimeout((int) PATIENCE.toMillis());
        byte[] told = asking.getInputStream().readNBytes(SECRET_BYTES);
        if (MessageDigest.isEqual(told, HexFormat.of().parseHex(mine.secret()))) {
          raise.run();
          // Only now: who asks must not believe in a window that did not come.
          asking.getOutputStream().write(RAISED);
        }
      } catch (IOException broken) {
        if (!mine.listening().isClosed()) {
          LOG.warn("Another start could not be heard", broken);
        }
      } catch (RuntimeException defect) {
        // The next start may be luckier, and must find somebody who listens.
        LOG.error("The window could not be raised for another start", defect);
      }
    }
  }

  private static boolean askToRaise(Path address) throws IOException {
    List<String> words;
    try {
      words = List.of(Files.readString(address).strip().split(" "));
    } catch (NoSuchFileException notYet) {
      return false;
    }
    if (words.size() != 2) {
      return false;
    }
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(words.getFirst());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(HexFormat.of().parseHex(words.getLast()));
      return socket.getInputStream().read() == RAISED;
    } catch (IOException | IllegalArgumentException silent) {
      LOG.debug("The first window does not answer", silent);
      return false;
    }
  }

  /** Lets another one be the first. */
  @Override
  public void close() throws IOException {
    if (held.isPresent()) {
      Held mine = held.get();
      // From the last to the first, each whatever comes of the others.
      try (FileChannel _ = mine.channel();
          FileLock _ = mine.lock();
          ServerSocket _ = mine.listening()) {
        Files.deleteIfExists(address);
      }
    }
  }
}
