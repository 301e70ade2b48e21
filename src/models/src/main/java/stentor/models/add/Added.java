package stentor.models.add;

import stentor.models.store.InstalledModel;

/**
 * A model that was added.
 *
 * @param model as it lies in the store
 * @param isNew whether it was put there now; else the same one was there already
 */
public record Added(InstalledModel model, boolean isNew) {}
