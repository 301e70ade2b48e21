package stentor.models.add;

import stentor.protocol.model.ModelDocument;

/** Is told how the adding of a model goes on, on the thread that adds; it returns soon. */
public interface AddListener {

  /** Another process adds a model; this one waits for it. */
  void waiting();

  /**
   * So much of the model was read and hashed.
   *
   * @param model what is added
   * @param bytes how many, of {@link ModelDocument#bytes}
   */
  void read(ModelDocument model, long bytes);

  /** A listener that does not care. */
  static AddListener none() {
    return new AddListener() {
      @Override
      public void waiting() {}

      @Override
      public void read(ModelDocument model, long bytes) {}
    };
  }
}
