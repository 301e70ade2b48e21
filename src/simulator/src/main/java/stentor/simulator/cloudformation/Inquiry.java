package stentor.simulator.cloudformation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import stentor.simulator.stack.CreateOptions;
import stentor.simulator.stack.CreateOptions.OnFailure;
import stentor.simulator.stack.StackInput;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;

/**
 * A request with its parameters.
 *
 * @param region which it is for
 * @param form parameters by their names in the query protocol, for example {@code
 *     Tags.member.1.Key}
 */
record Inquiry(String region, Map<String, String> form) {

  private static final int MOST_TEMPLATE_BYTES = 51_200;

  static Inquiry of(WireRequest request) {
    return new Inquiry(request.region(), request.form());
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(form.get(name));
  }

  String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new WireFault(
                    "ValidationError",
                    "1 validation error detected: Value null at '%s%s' failed to satisfy constraint: Member must not be null"
                        .formatted(
                            name.substring(0, 1).toLowerCase(Locale.ROOT), name.substring(1))));
  }

  boolean flag(String name) {
    return text(name).filter("true"::equals).isPresent();
  }

  /** The items of a list of texts. */
  List<String> list(String name) {
    List<String> items = new ArrayList<>();
    for (int i = 1; form.containsKey(name + ".member." + i); i++) {
      items.add(form.get(name + ".member." + i));
    }
    return items;
  }

  /** A list of pairs as a map. */
  private Map<String, String> pairs(String name, String key, String value) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 1; form.containsKey("%s.member.%d.%s".formatted(name, i, key)); i++) {
      String at = "%s.member.%d.".formatted(name, i);
      if (form.containsKey(at + value)) {
        pairs.put(form.get(at + key), form.get(at + value));
      }
    }
    return pairs;
  }

  /** The template that it brings. */
  Optional<String> template() {
    if (text("TemplateURL").isPresent()) {
      throw new WireFault("ValidationError", "The simulator takes TemplateBody only.");
    }
    Optional<String> body = text("TemplateBody");
    if (body.isPresent()
        && body.get().getBytes(StandardCharsets.UTF_8).length > MOST_TEMPLATE_BYTES) {
      throw new WireFault(
          "ValidationError",
          "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200");
    }
    return body;
  }

  /** What a stack shall be made of, with what it is made of where that is said. */
  StackInput input(Optional<StackInput> before) {
    String template =
        template()
            .or(
                () ->
                    flag("UsePreviousTemplate")
                        ? before.map(StackInput::template)
                        : Optional.empty())
            .orElseThrow(
                () ->
                    new WireFault(
                        "ValidationError",
                        "Either Template URL or Template Body must be specified."));
    Map<String, String> parameters =
        new HashMap<>(pairs("Parameters", "ParameterKey", "ParameterValue"));
    for (int i = 1; form.containsKey("Parameters.member." + i + ".ParameterKey"); i++) {
      String at = "Parameters.member." + i + ".";
      String key = form.get(at + "ParameterKey");
      if (flag(at + "UsePreviousValue")) {
        before
            .flatMap(one -> Optional.ofNullable(one.parameters().get(key)))
            .ifPresent(value -> parameters.put(key, value));
      }
    }
    boolean tagged = form.keySet().stream().anyMatch(name -> name.startsWith("Tags.member."));
    Map<String, String> tags =
        tagged ? pairs("Tags", "Key", "Value") : before.map(StackInput::tags).orElseGet(Map::of);
    return new StackInput(
        template,
        parameters,
        tags,
        list("Capabilities"),
        text("RoleARN").or(() -> before.flatMap(StackInput::role)));
  }

  /** How a stack shall be made. */
  CreateOptions options() {
    if (text("OnFailure").isPresent() && text("DisableRollback").isPresent()) {
      throw new WireFault(
          "ValidationError", "You can specify either DisableRollback or OnFailure, but not both.");
    }
    OnFailure onFailure =
        flag("DisableRollback")
            ? OnFailure.DO_NOTHING
            : text("OnFailure")
                .or(() -> text("OnStackFailure"))
                .map(Inquiry::onFailure)
                .orElse(OnFailure.ROLLBACK);
    OptionalInt timeout =
        text("TimeoutInMinutes")
            .map(minutes -> OptionalInt.of(Integer.parseInt(minutes)))
            .orElse(OptionalInt.empty());
    return new CreateOptions(
        onFailure, timeout, text("ClientRequestToken"), flag("EnableTerminationProtection"));
  }

  private static OnFailure onFailure(String text) {
    return switch (text) {
      case "DO_NOTHING" -> OnFailure.DO_NOTHING;
      case "DELETE" -> OnFailure.DELETE;
      case "ROLLBACK" -> OnFailure.ROLLBACK;
      default ->
          throw new WireFault(
              "ValidationError",
              "1 validation error detected: Value '%s' at 'onFailure' failed to satisfy constraint"
                  .formatted(text));
    };
  }
}
