/** What all engines on ONNX Runtime share: its native library and its sessions. */
@NullMarked
package stentor.engines.onnx;

import org.jspecify.annotations.NullMarked;
