package stentor.protocol.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Writes doubles with seven decimals at most: one sample at 16 kHz lasts 0.0000625 s, so that times
 * of samples stay exact, and what is beyond is the dust of binary fractions, which made the
 * transcript of a day a fifth larger.
 */
@SuppressWarnings("serial") // never serialized
final class DecimalsModule extends SimpleModule {

  private static final double UNITS = 1e7;

  /** Above it a double's own steps are coarser than a tenth of the seventh decimal. */
  private static final double ROUNDED_BELOW = 1e7;

  DecimalsModule() {
    super("decimals");
    JsonSerializer<Double> plain =
        new JsonSerializer<>() {
          @Override
          public void serialize(Double value, JsonGenerator out, SerializerProvider context)
              throws IOException {
            out.writeNumber(rounded(value));
          }
        };
    addSerializer(double.class, plain);
    addSerializer(Double.class, plain);
    addSerializer(
        OptionalDouble.class,
        new JsonSerializer<>() {
          @Override
          public boolean isEmpty(SerializerProvider context, OptionalDouble value) {
            return value.isEmpty();
          }

          @Override
          public void serialize(OptionalDouble value, JsonGenerator out, SerializerProvider context)
              throws IOException {
            if (value.isPresent()) {
              out.writeNumber(rounded(value.getAsDouble()));
            } else {
              out.writeNull();
            }
          }
        });
  }

  private static double rounded(double value) {
    return Math.abs(value) < ROUNDED_BELOW ? Math.round(value * UNITS) / UNITS : value;
  }
}
