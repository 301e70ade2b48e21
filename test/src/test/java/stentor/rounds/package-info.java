/**
 * What an environment withstands: processes killed at random, full disks, thousands of old jobs.
 * The engine is the one that recognises nothing, but whose text tells the audio it was given.
 */
@NullMarked
package stentor.rounds;

import org.jspecify.annotations.NullMarked;
