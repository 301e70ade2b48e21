/** EKS: clusters, their versions, add-ons, access entries and Pod Identity associations. */
@NullMarked
package stentor.simulator.eks;

import org.jspecify.annotations.NullMarked;
