package stentor.app.export;

import java.nio.file.Path;

/**
 * What was exported.
 *
 * @param place the file, or the folder of many
 * @param files how many
 */
public record Exported(Path place, int files) {}
