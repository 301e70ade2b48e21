package stentor.protocol.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Answer of {@code GET /v1/models}.
 *
 * @param object always {@code list}
 * @param data the models
 */
public record ModelList(String object, List<Model> data) {

  /** Copies the list. */
  public ModelList {
    data = List.copyOf(data);
  }

  /** A list of these. */
  public static ModelList of(List<Model> models) {
    return new ModelList("list", models);
  }

  /**
   * One model.
   *
   * @param id its id
   * @param object always {@code model}
   * @param created seconds since 1970
   * @param ownedBy always {@code stentor}
   */
  public record Model(
      String id, String object, long created, @JsonProperty("owned_by") String ownedBy) {}
}
