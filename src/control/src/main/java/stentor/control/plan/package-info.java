/**
 * Changes as data: trees of steps that are shown before they are run, adopt what is there, may be
 * stopped at any moment and run again, and can be undone.
 */
@NullMarked
package stentor.control.plan;

import org.jspecify.annotations.NullMarked;
