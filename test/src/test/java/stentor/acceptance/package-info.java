/** The product from outside: the built command line, real models, real speech. */
@NullMarked
package stentor.acceptance;

import org.jspecify.annotations.NullMarked;
