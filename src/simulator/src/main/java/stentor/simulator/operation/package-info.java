/** What all services share: their protocols on the wire, pages, filters, and views of resources. */
@NullMarked
package stentor.simulator.operation;

import org.jspecify.annotations.NullMarked;
