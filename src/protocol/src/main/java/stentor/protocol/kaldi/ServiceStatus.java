package stentor.protocol.kaldi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What {@code /client/ws/status} pushes. The original's clients read the number; those of the
 * university laboratory's extension read how many workers each model has.
 *
 * @param available workers that can be asked at once
 * @param processed streams and requests that ended since this master started
 * @param models how many of the workers have each model, one entry a model
 */
public record ServiceStatus(
    @JsonProperty("num_workers_available") int available,
    @JsonProperty("num_requests_processed") long processed,
    @JsonProperty("num_workers_by_model") List<Map<String, Integer>> models) {

  /** Copies the list. */
  public ServiceStatus {
    models = List.copyOf(models);
  }
}
