/** EventBridge Scheduler: what starts once, at a time. */
@NullMarked
package stentor.simulator.scheduler;

import org.jspecify.annotations.NullMarked;
