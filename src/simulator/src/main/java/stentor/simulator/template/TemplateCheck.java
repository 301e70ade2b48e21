package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import stentor.simulator.template.Functions.Reference;

/** What CloudFormation refuses of a template before it knows any value. */
final class TemplateCheck {

  static final Set<String> PSEUDO =
      Set.of(
          "AWS::AccountId",
          "AWS::NotificationARNs",
          "AWS::NoValue",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackId",
          "AWS::StackName",
          "AWS::URLSuffix");

  private static final Set<String> MEMBERS =
      Set.of(
          "Type",
          "Properties",
          "DependsOn",
          "Condition",
          "Metadata",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "UpdatePolicy",
          "CreationPolicy");

  private TemplateCheck() {}

  static void check(Template template) {
    for (ParameterDeclaration parameter : template.parameters().values()) {
      if (parameter.type().isEmpty()) {
        throw Template.invalid(
            "Template format error: Every Parameters object must contain a Type member.");
      }
      parameter.otherwise().ifPresent(parameter::check);
    }
    for (ResourceDeclaration resource : template.resources().values()) {
      members(resource);
      resource.condition().ifPresent(name -> condition(template, name, "Resources"));
    }
    unresolved(template, "Resources");
    unresolved(template, "Outputs");
    conditions(template, template.document());
    Dependencies.of(template, template.resources().keySet(), template.document());
  }

  private static void members(ResourceDeclaration resource) {
    Set<String> foreign = new TreeSet<>();
    resource.declared().fieldNames().forEachRemaining(foreign::add);
    foreign.removeAll(MEMBERS);
    if (!foreign.isEmpty()) {
      throw Template.invalid(
          "Invalid template resource property '" + foreign.iterator().next() + "'");
    }
  }

  private static void unresolved(Template template, String block) {
    Set<String> missing = new TreeSet<>();
    for (Reference reference : Functions.references(template.document().path(block))) {
      attribute(template, reference);
      if (!known(template, reference.name())) {
        missing.add(reference.name());
      }
    }
    if (block.equals("Resources")) {
      for (ResourceDeclaration resource : template.resources().values()) {
        Set<String> stated = new TreeSet<>(resource.dependsOn());
        stated.removeAll(template.resources().keySet());
        missing.addAll(stated);
      }
    }
    if (!missing.isEmpty()) {
      throw Template.invalid(
          "Template format error: Unresolved resource dependencies %s in the %s block of the template"
              .formatted(missing, block));
    }
  }

  private static void attribute(Template template, Reference reference) {
    if (reference.attribute().isEmpty()) {
      return;
    }
    Optional<ResourceDeclaration> resource =
        Optional.ofNullable(template.resources().get(reference.name()));
    if (resource.isEmpty()) {
      throw Template.invalid(
          "Template error: instance of Fn::GetAtt references undefined resource "
              + reference.name());
    }
    if (!ResourceTypes.KNOWN.hasAttribute(resource.get().type(), reference.attribute().get())) {
      throw Template.invalid(
          "Template error: resource %s does not support attribute type %s in Fn::GetAtt"
              .formatted(reference.name(), reference.attribute().get()));
    }
  }

  private static boolean known(Template template, String name) {
    return PSEUDO.contains(name)
        || template.parameters().containsKey(name)
        || template.resources().containsKey(name);
  }

  private static void conditions(Template template, JsonNode node) {
    Optional<String> function = Functions.name(node);
    if (function.isPresent()) {
      JsonNode argument = node.get(function.get());
      if (function.get().equals("Fn::If")) {
        condition(template, argument.path(0).asText(), "Resources");
      } else if (function.get().equals("Fn::FindInMap")) {
        JsonNode map = argument.path(0);
        if (map.isTextual() && !template.mappings().has(map.asText())) {
          throw Template.invalid(
              "Template error: Mapping named '%s' is not present in the 'Mappings' section of template."
                  .formatted(map.asText()));
        }
      }
    }
    for (Map.Entry<String, JsonNode> one : node.properties()) {
      conditions(template, one.getValue());
    }
    if (node.isArray()) {
      node.forEach(one -> conditions(template, one));
    }
  }

  private static void condition(Template template, String name, String block) {
    if (!template.conditions().has(name)) {
      throw Template.invalid(
          "Template format error: Unresolved condition dependency %s in the %s block of the template"
              .formatted(name, block));
    }
  }
}
