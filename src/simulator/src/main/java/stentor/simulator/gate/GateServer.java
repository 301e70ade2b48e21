package stentor.simulator.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** One gate that listens: algorithms, user and rights as the template's user data sets them. */
final class GateServer implements AutoCloseable {

  /** Where a gate has the file system mounted. */
  static final String MOUNT = "/srv/models";

  private static final String USER = "stentor";

  private final SshServer server;

  private GateServer(SshServer server) {
    this.server = server;
  }

  /**
   * Begins to listen on loopback.
   *
   * @param files stands for the file system; nothing else can be reached
   */
  static GateServer start(Path files, GateKeys keys) {
    SshServer server =
        ServerBuilder.builder()
            .keyExchangeFactories(
                List.of(
                    ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519),
                    ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519_libssh)))
            .cipherFactories(
                List.of(
                    BuiltinCiphers.aes256gcm,
                    BuiltinCiphers.aes128gcm,
                    BuiltinCiphers.aes256ctr,
                    BuiltinCiphers.aes128ctr))
            .macFactories(
                List.of(
                    BuiltinMacs.hmacsha512etm,
                    BuiltinMacs.hmacsha256etm,
                    BuiltinMacs.hmacsha512,
                    BuiltinMacs.hmacsha256))
            .signatureFactories(List.of(BuiltinSignatures.ed25519))
            .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
            .build();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(keys.host()));
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setPublickeyAuthenticator(
        (user, key, session) -> user.equals(USER) && KeyUtils.compareKeys(key, keys.user()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(files));
    server.setSubsystemFactories(
        List.of(new SftpSubsystemFactory.Builder().withFileSystemAccessor(new Mounted()).build()));
    server.setCommandFactory((channel, command) -> new GateCommand(command, files));
    try {
      Files.createDirectories(files);
      server.start();
    } catch (IOException failed) {
      throw new UncheckedIOException("A gate cannot listen", failed);
    }
    return new GateServer(server);
  }

  /** TCP port on loopback. */
  int port() {
    return server.getPort();
  }

  /** Its root is the mount: a path through it means the same. */
  static String inside(String path) {
    return path.equals(MOUNT) || path.startsWith(MOUNT + "/")
        ? path.substring(MOUNT.length())
        : path;
  }

  private static final class Mounted implements SftpFileSystemAccessor {

    @Override
    public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path root, String path)
        throws IOException {
      return SftpFileSystemAccessor.super.resolveLocalFilePath(subsystem, root, inside(path));
    }
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException failed) {
      throw new UncheckedIOException("A gate does not end", failed);
    }
  }
}
