package stentor.engines.moonshine;

/** Tells the provider that files are well-formed but not of a Moonshine model, and why. */
@SuppressWarnings("serial") // never serialized
final class WrongModelException extends RuntimeException {

  WrongModelException(String reason) {
    super(reason);
  }
}
