/** What is written about an installed model: the document {@code model.json} in its folder. */
@NullMarked
package stentor.protocol.model;

import org.jspecify.annotations.NullMarked;
