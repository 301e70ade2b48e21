package stentor.app.launch;

import java.util.List;

/**
 * A model that an environment may serve.
 *
 * @param id its id
 * @param version its version
 * @param name what people call it
 * @param languages BCP 47 tags of the languages it knows
 * @param licence SPDX identifier of its licence, or its name
 * @param bytes what has to be fetched for it where it is not installed, else the size of its files
 * @param installed whether it is on this computer
 * @param isDefault whether it is served where none was named
 */
public record ModelOffer(
    String id,
    String version,
    String name,
    List<String> languages,
    String licence,
    long bytes,
    boolean installed,
    boolean isDefault) {

  /** Copies the list. */
  public ModelOffer {
    languages = List.copyOf(languages);
  }
}
