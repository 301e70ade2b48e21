/** Program: one model, one process; takes parts from the queue and recognises them. */
@NullMarked
package stentor.worker;

import org.jspecify.annotations.NullMarked;
