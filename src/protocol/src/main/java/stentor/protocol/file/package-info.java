/** Writes files and folders that are whole at every moment and outlast a power cut. */
@NullMarked
package stentor.protocol.file;

import org.jspecify.annotations.NullMarked;
