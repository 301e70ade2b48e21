package stentor.app.overview;

import java.util.OptionalDouble;
import stentor.app.navigation.ScreenView.Status;

/**
 * A model that an environment serves, as a row of its table.
 *
 * @param id its id
 * @param version its version
 * @param language its language, as a BCP 47 tag
 * @param ready workers that take work
 * @param wanted workers that shall run now
 * @param min fewest workers it may have
 * @param max most workers it may have
 * @param waiting parts of jobs that wait for it
 * @param realTime seconds of audio recognised in a second; absent where that is not measured
 * @param state how it is
 */
record ModelRow(
    String id,
    String version,
    String language,
    int ready,
    int wanted,
    int min,
    int max,
    long waiting,
    OptionalDouble realTime,
    Status state) {}
