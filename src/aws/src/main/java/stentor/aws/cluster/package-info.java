/** The Kubernetes cluster of an environment on AWS: how it is reached. */
@NullMarked
package stentor.aws.cluster;

import org.jspecify.annotations.NullMarked;
