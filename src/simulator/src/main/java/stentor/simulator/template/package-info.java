/** Templates of CloudFormation: read, checked, and resolved to plain properties. */
@NullMarked
package stentor.simulator.template;

import org.jspecify.annotations.NullMarked;
