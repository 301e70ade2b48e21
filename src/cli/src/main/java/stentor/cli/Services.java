package stentor.cli;

import java.time.Clock;
import java.util.function.Supplier;
import stentor.control.Environments;
import stentor.control.library.LocalModels;
import stentor.models.StentorHome;
import stentor.models.library.ModelLibrary;

/**
 * What the commands work with.
 *
 * @param home Stentor's folder
 * @param environments all about environments
 * @param library the models, made when they are first asked for
 * @param models what is done with them
 * @param pause how a command waits
 * @param clock what the time is
 */
public record Services(
    StentorHome home,
    Environments environments,
    Supplier<ModelLibrary> library,
    LocalModels models,
    Pause pause,
    Clock clock) {}
