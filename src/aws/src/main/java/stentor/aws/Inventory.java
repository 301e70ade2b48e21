package stentor.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.aws.stack.StackView;
import stentor.control.environment.EnvironmentFolder;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Versioned;

/**
 * What an environment has made so far, as far as it was seen: {@code inventory.json} in its folder.
 * It outlives a tear-down that is killed, so that the receipt names what an earlier run deleted.
 */
final class Inventory {

  private static final String FILE = "inventory.json";

  private final Path file;

  Inventory(EnvironmentFolder folder) {
    this.file = folder.path().resolve(FILE);
  }

  /**
   * Something that was made.
   *
   * @param kind its type, or {@code stack}
   * @param id its identity among its kind
   * @param createdAt when
   * @param stack ARN of the stack that holds it, or that it is; absent: not noted
   */
  record Entry(String kind, String id, Instant createdAt, Optional<String> stack) {

    private static Entry of(String kind, String id, StackView stack) {
      return new Entry(kind, id, stack.createdAt(), Optional.of(stack.id()));
    }

    private Made made() {
      return new Made(kind, id, createdAt);
    }
  }

  /**
   * The document.
   *
   * @param schema version of the document, {@value Versioned#SCHEMA}
   * @param made what was made
   */
  record Document(int schema, List<Entry> made) implements Versioned {

    /** Copies the list. */
    Document {
      made = List.copyOf(made);
    }

    /** What was made, as receipts name it. */
    List<Made> receipt() {
      return made.stream().map(Entry::made).toList();
    }
  }

  Document read() throws IOException {
    return DocumentFiles.read(file, Document.class)
        .orElseGet(() -> new Document(Versioned.SCHEMA, List.of()));
  }

  /** Adds what is not there yet; what another stack holds by now is noted with that one. */
  private void add(List<Entry> seen) throws IOException {
    Document before = read();
    Map<String, Entry> all = new LinkedHashMap<>();
    before.made().forEach(one -> all.put(one.kind() + " " + one.id(), one));
    seen.forEach(one -> all.put(one.kind() + " " + one.id(), one));
    Document after = new Document(Versioned.SCHEMA, new ArrayList<>(all.values()));
    if (!after.equals(before)) {
      DocumentFiles.replace(file, after);
    }
  }

  /** Adds these stacks and what they hold. */
  void add(Account account, Collection<StackView> stacks) throws IOException, InterruptedException {
    for (StackView stack : stacks) {
      List<Entry> made = new ArrayList<>();
      made.add(Entry.of("stack", stack.name(), stack));
      account
          .stacks()
          .resources(stack.id())
          .forEach(held -> made.add(Entry.of(held.type(), held.id(), stack)));
      add(made);
    }
  }
}
