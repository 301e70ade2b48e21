package stentor.aws.stack;

import java.util.Locale;

/** Says in words what a resource is. Pure. */
final class TypeWords {

  private TypeWords() {}

  /** The type without its service: {@code AWS::EC2::SecurityGroup} is a {@code security group}. */
  static String of(String type) {
    return type.substring(type.lastIndexOf(':') + 1)
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT)
        .replace("vpc", "VPC");
  }
}
