/** ECR: repositories and the images in them. */
@NullMarked
package stentor.simulator.ecr;

import org.jspecify.annotations.NullMarked;
