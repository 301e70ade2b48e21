package stentor.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * The document.
   *
   * @param schema version of the document, {@value Versioned#SCHEMA}
   * @param made what was made
   */
  record Document(int schema, List<Made> made) implements Versioned {

    /** Copies the list. */
    Document {
      made = List.copyOf(made);
    }
  }

  Document read() throws IOException {
    return DocumentFiles.read(file, Document.class)
        .orElseGet(() -> new Document(Versioned.SCHEMA, List.of()));
  }

  /** Adds what is not there yet. */
  private void add(List<Made> seen) throws IOException {
    Document before = read();
    Map<String, Made> all = new LinkedHashMap<>();
    before.made().forEach(one -> all.put(one.kind() + " " + one.id(), one));
    seen.forEach(one -> all.putIfAbsent(one.kind() + " " + one.id(), one));
    if (all.size() > before.made().size()) {
      DocumentFiles.replace(file, new Document(Versioned.SCHEMA, new ArrayList<>(all.values())));
    }
  }

  /** Adds these stacks and what they hold. */
  void add(Account account, Collection<StackView> stacks) throws IOException, InterruptedException {
    for (StackView stack : stacks) {
      List<Made> made = new ArrayList<>();
      made.add(new Made("stack", stack.name(), stack.createdAt()));
      account
          .stacks()
          .resources(stack.id())
          .forEach((id, type) -> made.add(new Made(type, id, stack.createdAt())));
      add(made);
    }
  }
}
