package stentor.app.testing;

import java.util.List;
import java.util.Optional;
import stentor.control.ModelSource;
import stentor.control.Platform.ModelVersion;
import stentor.control.plan.StepReport;

/** Two models; the default one is on this computer and the other can be fetched. */
public final class ModelsDouble implements ModelSource {

  @Override
  public String defaultModel() {
    return "moonshine-tiny-en";
  }

  @Override
  public List<String> known() {
    return List.of("moonshine-tiny-en", "noop");
  }

  @Override
  public Offer offer(String id) {
    boolean installed = id.equals(defaultModel());
    return new Offer(
        new ModelVersion(id, "1"), installed, installed ? 0 : 22_000_000, Optional.empty());
  }

  @Override
  public boolean isInstalled(ModelVersion model) {
    return model.id().equals(defaultModel());
  }

  @Override
  public ModelVersion install(String id, StepReport report) {
    return new ModelVersion(id, "1");
  }
}
