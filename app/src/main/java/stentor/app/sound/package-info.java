/** Hearing recordings and making new ones, with the sound devices behind small ports. */
@NullMarked
package stentor.app.sound;

import org.jspecify.annotations.NullMarked;
