package stentor.master.prepare;

import stentor.protocol.job.Failure;

/**
 * Why a step of preparing could not be done.
 *
 * @param failure what a client is told if the job ends of it
 * @param passing whether it may go better after a while
 */
record Trouble(Failure failure, boolean passing) {}
