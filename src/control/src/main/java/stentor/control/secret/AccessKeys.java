package stentor.control.secret;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import stentor.control.environment.FileAccess;
import stentor.control.environment.PrivateFiles;
import stentor.control.problem.ControlException;
import stentor.control.problem.KeysProblem;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;

/**
 * The access keys that Stentor keeps for a person, each under a name: in the keychain of the
 * system, else in a file that a passphrase opens, else for this process only. What is known of them
 * without opening them is in {@code NAME.json}. Safe for all threads.
 */
public final class AccessKeys {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String KNOWN = ".json";
  private static final String SEALED = ".sealed";

  private final Path folder;
  private final Optional<Keychain> keychain;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, KeptKey> passing = new ConcurrentHashMap<>();

  /** Those that are open, so that nobody is asked twice. */
  private final Map<String, AccessKey> open = new ConcurrentHashMap<>();

  private AccessKeys(Path folder, Optional<Keychain> keychain, Clock clock) {
    this.folder = folder;
    this.keychain = keychain;
    this.clock = clock;
  }

  /**
   * Those of a folder and of this system's keychain.
   *
   * @param variables environment variables, of which the search path is one
   */
  public static AccessKeys in(Path folder, Map<String, String> variables, Clock clock) {
    return new AccessKeys(
        folder, Keychains.of(System.getProperty("os.name", ""), variables), clock);
  }

  /** Those of a folder alone: no keychain is looked at. */
  public static AccessKeys withoutKeychain(Path folder, Clock clock) {
    return new AccessKeys(folder, Optional.empty(), clock);
  }

  /** Whether keys can have this name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The best place there is now that needs no passphrase; empty where there is none. */
  public Optional<Keeping> best() throws InterruptedException {
    return keychain.isPresent() && keychain.get().answers()
        ? Optional.of(Keeping.KEYCHAIN)
        : Optional.empty();
  }

  private record Pair(String id, String secret) {}

  private static Secret text(AccessKey key) {
    return Secret.of(
        new String(
            Documents.write(new Pair(key.id().reveal(), key.secret().reveal())),
            StandardCharsets.UTF_8));
  }

  private static Optional<AccessKey> key(byte[] text) {
    try {
      Pair pair = Documents.read(text, Pair.class);
      return Optional.of(new AccessKey(Secret.of(pair.id()), Secret.of(pair.secret())));
    } catch (DocumentException notOurs) {
      return Optional.empty();
    }
  }

  /**
   * Keeps a key.
   *
   * @param name a {@linkplain #isName name}
   * @param passphrase seals the file; absent: keychain, or this process only
   * @throws ControlException with {@link KeysProblem}
   */
  public KeptKey add(String name, AccessKey key, Keeping where, Optional<Secret> passphrase)
      throws InterruptedException {
    if (find(name).isPresent()) {
      throw new ControlException(new KeysProblem.KeysExist(name));
    }
    KeptKey kept = new KeptKey(KeptKey.SCHEMA, name, key.hint(), where, clock.instant());
    switch (where) {
      case KEYCHAIN ->
          keychain.orElseThrow(() -> KeychainProgram.failed("there is none")).put(name, text(key));
      case FILE ->
          seal(
              name,
              key,
              passphrase.orElseThrow(
                  () -> new ControlException(new KeysProblem.KeysNotKept(name))));
      case MEMORY -> passing.put(name, kept);
    }
    if (where != Keeping.MEMORY) {
      FileAccess.in(
          folder,
          () -> {
            PrivateFiles.makeFolder(folder);
            PrivateFiles.replace(folder.resolve(name + KNOWN), Documents.write(kept));
            return kept;
          });
    }
    open.put(name, key);
    return kept;
  }

  private void seal(String name, AccessKey key, Secret passphrase) throws InterruptedException {
    byte[] text = text(key).reveal().getBytes(StandardCharsets.UTF_8);
    SealedFile file = SealedFile.of(name, text, passphrase, random);
    Path _ =
        FileAccess.in(
            folder,
            () -> {
              PrivateFiles.makeFolder(folder);
              PrivateFiles.replace(folder.resolve(name + SEALED), Documents.write(file));
              return folder;
            });
  }

  /** What is known of the keys of this name. */
  public Optional<KeptKey> find(String name) throws InterruptedException {
    if (!isName(name)) {
      return Optional.empty();
    }
    Optional<KeptKey> here = Optional.ofNullable(passing.get(name));
    return here.isPresent()
        ? here
        : FileAccess.in(
            folder, () -> DocumentFiles.read(folder.resolve(name + KNOWN), KeptKey.class));
  }

  /** All of them, by name. */
  public List<KeptKey> all() throws InterruptedException {
    List<KeptKey> all = new ArrayList<>(passing.values());
    for (String name : names()) {
      find(name).ifPresent(all::add);
    }
    all.sort(Comparator.comparing(KeptKey::name));
    return List.copyOf(all);
  }

  private List<String> names() throws InterruptedException {
    return FileAccess.in(
        folder,
        () -> {
          if (!Files.isDirectory(folder)) {
            return List.of();
          }
          try (Stream<Path> files = Files.list(folder)) {
            return files
                .map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(KNOWN))
                .map(file -> file.substring(0, file.length() - KNOWN.length()))
                .toList();
          }
        });
  }

  /** The key itself, where it can be had without a passphrase now. */
  public Optional<AccessKey> key(String name) throws InterruptedException {
    Optional<AccessKey> here = Optional.ofNullable(open.get(name));
    Optional<KeptKey> kept = here.isPresent() ? Optional.empty() : find(name);
    if (kept.filter(one -> one.kept() == Keeping.KEYCHAIN).isEmpty() || keychain.isEmpty()) {
      return here;
    }
    Optional<AccessKey> key =
        keychain
            .get()
            .get(name)
            .flatMap(text -> key(text.reveal().getBytes(StandardCharsets.UTF_8)));
    key.ifPresent(one -> open.put(name, one));
    return key;
  }

  /** Opens the file of a key; empty where the passphrase does not. */
  public Optional<AccessKey> open(String name, Secret passphrase) throws InterruptedException {
    Optional<SealedFile> file =
        FileAccess.in(
            folder, () -> DocumentFiles.read(folder.resolve(name + SEALED), SealedFile.class));
    Optional<AccessKey> key =
        file.flatMap(one -> one.open(name, passphrase)).flatMap(AccessKeys::key);
    key.ifPresent(one -> open.put(name, one));
    return key;
  }

  /**
   * Forgets a key.
   *
   * @throws ControlException with {@link KeysProblem.KeysUnknown}
   */
  public void remove(String name) throws InterruptedException {
    KeptKey kept =
        find(name).orElseThrow(() -> new ControlException(new KeysProblem.KeysUnknown(name)));
    open.remove(name);
    passing.remove(name);
    if (kept.kept() == Keeping.KEYCHAIN && keychain.isPresent()) {
      keychain.get().remove(name);
    }
    boolean _ =
        FileAccess.in(
            folder,
            () -> {
              boolean _ = Files.deleteIfExists(folder.resolve(name + SEALED));
              return Files.deleteIfExists(folder.resolve(name + KNOWN));
            });
  }
}
