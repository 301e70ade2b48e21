/** What tests of models are made of: packages, and a registry that serves them on loopback. */
@NullMarked
package stentor.models.testing;

import org.jspecify.annotations.NullMarked;
