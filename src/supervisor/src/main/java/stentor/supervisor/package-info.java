/**
 * Program: the local platform's keeper; embedded queues, starts, scales and heals master and
 * workers.
 */
@NullMarked
package stentor.supervisor;

import org.jspecify.annotations.NullMarked;
