/** Program: the gateway; takes audio, has it prepared and recognised, and answers. */
@NullMarked
package stentor.master;

import org.jspecify.annotations.NullMarked;
