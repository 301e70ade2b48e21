/** The messages of kaldi-gstreamer-server (github.com/alumae/kaldi-gstreamer-server, README). */
@NullMarked
package stentor.protocol.kaldi;

import org.jspecify.annotations.NullMarked;
