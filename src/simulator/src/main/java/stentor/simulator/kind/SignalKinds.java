package stentor.simulator.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Wait conditions, which the simulated gate fulfils by its host key. */
final class SignalKinds {

  /** RFC 8709: the key's type, then its 32 bytes, each after its length. */
  private static final String KEY_TYPE = "ssh-ed25519";

  private static final int KEY_BYTES = 32;

  private SignalKinds() {}

  static Map<String, ResourceKind> all() {
    Map<String, ResourceKind> kinds = new HashMap<>();
    kinds.put(
        "AWS::CloudFormation::WaitConditionHandle",
        ResourceKind.of(
            2,
            2,
            2,
            making ->
                "https://cloudformation-waitcondition-%s.s3.%s.amazonaws.com/%s/%s?X-Amz-Signature=%s"
                    .formatted(
                        making.region(),
                        making.region(),
                        making.stack(),
                        making.name(),
                        making.world().nextHex(32))));
    kinds.put(
        "AWS::CloudFormation::WaitCondition",
        ResourceKind.of(
                120,
                2,
                2,
                making ->
                    making.arn(
                        "cloudformation",
                        "stack/%s/%s/%s"
                            .formatted(making.stack(), making.world().nextHex(32), making.name())))
            .giving(
                (making, _) -> {
                  KeyPair pair = pair(making.world().nextHex(KEY_BYTES));
                  String data =
                      JsonNodeFactory.instance
                          .objectNode()
                          .put("hostkey", KEY_TYPE + " " + line(pair))
                          .toString();
                  String own = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
                  return Map.of("Data", data, "SimulatedHostKey", own);
                }));
    return kinds;
  }

  /** The same key from the same seed, so that a simulator that was killed makes it again. */
  private static KeyPair pair(String seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Not random at all: the key guards nothing. */
  private static final class Seeded extends SecureRandom {

    private final String seed;

    Seeded(String seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      byte[] own = seed.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = own[i % own.length];
      }
    }
  }

  private static String line(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] key = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    byte[] type = KEY_TYPE.getBytes(StandardCharsets.UTF_8);
    ByteBuffer blob = ByteBuffer.allocate(Integer.BYTES * 2 + type.length + key.length);
    blob.putInt(type.length).put(type).putInt(key.length).put(key);
    return Base64.getEncoder().encodeToString(blob.array());
  }
}
