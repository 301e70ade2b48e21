package stentor.aws.preflight;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the add-on aws-efs-csi-driver. The oldest that is used is 3.4.1: older ones do not
 * take the taint off a new node that keeps pods from it until the driver is there.
 *
 * @param name as EKS has it, for example {@code v3.4.1-eksbuild.1}
 * @param numbers what it is ordered by
 */
public record DriverVersion(String name, List<Integer> numbers)
    implements Comparable<DriverVersion> {

  /** The add-on's name. */
  public static final String ADDON = "aws-efs-csi-driver";

  /** The oldest that is used. */
  public static final DriverVersion OLDEST = of("v3.4.1-eksbuild.1").orElseThrow();

  private static final Comparator<DriverVersion> ORDER =
      Comparator.<DriverVersion>comparingInt(one -> one.numbers().get(0))
          .thenComparingInt(one -> one.numbers().get(1))
          .thenComparingInt(one -> one.numbers().get(2))
          .thenComparingInt(one -> one.numbers().get(3));

  /** Copies the list. */
  public DriverVersion {
    numbers = List.copyOf(numbers);
  }

  /** The version that is written so, if it is one. */
  public static Optional<DriverVersion> of(String name) {
    Matcher parts =
        Pattern.compile("v(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})-eksbuild\\.(\\d{1,4})")
            .matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new DriverVersion(
            name,
            List.of(1, 2, 3, 4).stream().map(part -> Integer.valueOf(parts.group(part))).toList()));
  }

  /** The newest of these that is new enough. */
  public static Optional<DriverVersion> newest(List<String> names) {
    return names.stream()
        .map(DriverVersion::of)
        .flatMap(Optional::stream)
        .filter(one -> one.compareTo(OLDEST) >= 0)
        .max(Comparator.naturalOrder());
  }

  @Override
  public int compareTo(DriverVersion other) {
    return ORDER.compare(this, other);
  }
}
