/** What clients of a master are told beyond OpenAI's API: jobs as documents and lists. */
@NullMarked
package stentor.protocol.gateway;

import org.jspecify.annotations.NullMarked;
