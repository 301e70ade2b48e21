/** ECR: repositories, the images in them, and the registry that takes and gives them. */
@NullMarked
package stentor.simulator.ecr;

import org.jspecify.annotations.NullMarked;
