package stentor.engines;

import stentor.speech.cut.Span;
import stentor.speech.language.Evidence;

/**
 * What an engine made of an utterance at the first look.
 *
 * @param recognition what it would say if it looked no more
 * @param settled whether {@link Engine#recognise} would say the same; else it would try again
 */
public record Glance(Recognition recognition, boolean settled) {

  /**
   * What it says about the language. A first look that is not believed is a guard that acted.
   *
   * @param speech what was looked at, longer than nothing
   */
  public Evidence evidence(Span speech) {
    Evidence evidence = recognition.evidence(speech);
    return settled ? evidence : evidence.doubted();
  }
}
