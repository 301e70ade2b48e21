package stentor.app.change;

import stentor.control.UpRequest;
import stentor.protocol.environment.EnvironmentName;

/** What a change is for. */
public sealed interface Wish {

  /** The environment that is changed. */
  EnvironmentName environment();

  /**
   * It shall be up, or serve more than it does.
   *
   * @param request what was asked for
   * @param fresh whether there was none of this name before, so that all of it can be removed again
   */
  record Up(UpRequest request, boolean fresh) implements Wish {
    @Override
    public EnvironmentName environment() {
      return request.environment();
    }
  }

  /** It shall be gone. */
  record Down(EnvironmentName environment) implements Wish {}

  /** Another process changes it: this one looks on. */
  record Watched(EnvironmentName environment) implements Wish {}
}
