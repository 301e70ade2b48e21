package stentor.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.control.cloud.CloudSite;

/** The arrows of the house (docs/design.md) and the rules that hold in every room. */
@AnalyzeClasses(packages = "stentor", importOptions = ImportOption.DoNotIncludeTests.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HouseTest {

  @ArchTest
  static final ArchRule arrows_go_one_way =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("stentor..")
          .layer("speech")
          .definedBy("stentor.speech..")
          .layer("protocol")
          .definedBy("stentor.protocol..")
          .layer("models")
          .definedBy("stentor.models..")
          .layer("jobs")
          .definedBy("stentor.jobs..")
          .layer("engines")
          .definedBy("stentor.engines..")
          .layer("worker")
          .definedBy("stentor.worker..")
          .layer("master")
          .definedBy("stentor.master..")
          .layer("supervisor")
          .definedBy("stentor.supervisor..")
          .layer("control")
          .definedBy("stentor.control..")
          .layer("cluster")
          .definedBy("stentor.cluster..")
          .layer("aws")
          .definedBy("stentor.aws..")
          .layer("simulator")
          .definedBy("stentor.simulator..")
          .layer("cli")
          .definedBy("stentor.cli..")
          .layer("app")
          .definedBy("stentor.app..")
          .whereLayer("speech")
          .mayNotAccessAnyLayer()
          .whereLayer("protocol")
          .mayOnlyAccessLayers("speech")
          .whereLayer("models")
          .mayOnlyAccessLayers("protocol", "speech")
          .whereLayer("jobs")
          .mayOnlyAccessLayers("protocol", "speech")
          .whereLayer("engines")
          .mayOnlyAccessLayers("speech")
          .whereLayer("worker")
          .mayOnlyAccessLayers("jobs", "engines", "models", "protocol", "speech")
          .whereLayer("master")
          .mayOnlyAccessLayers("jobs", "protocol", "speech")
          .whereLayer("supervisor")
          .mayOnlyAccessLayers("jobs", "protocol", "speech")
          .whereLayer("control")
          .mayOnlyAccessLayers("models", "protocol", "speech")
          .whereLayer("cluster")
          .mayOnlyAccessLayers("protocol", "speech")
          .whereLayer("aws")
          .mayOnlyAccessLayers("cluster", "control", "models", "protocol", "speech")
          .whereLayer("simulator")
          .mayOnlyAccessLayers("protocol", "speech")
          .whereLayer("cli")
          .mayOnlyAccessLayers("control", "models", "protocol", "speech")
          .whereLayer("app")
          .mayOnlyAccessLayers("control", "models", "protocol", "speech");

  @ArchTest
  static final ArchRule one_class_hands_work_to_the_windows_thread =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("stentor.app.async.FxThread")
          .should()
          .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)
          .because("what runs where can be seen, and tried without a window, at one seam only");

  @ArchTest
  static final ArchRule view_models_know_no_window =
      noClasses()
          .that()
          .resideInAPackage("stentor.app..")
          .and()
          .haveNameMatching(".*ViewModel(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx.scene..", "javafx.stage..", "javafx.fxml..", "javafx.application..");

  @ArchTest
  static final ArchRule views_have_their_layout_in_a_file_of_their_name =
      classes()
          .that(
              DescribedPredicate.describe(
                  "load a file",
                  (JavaClass item) ->
                      item.getMethodCallsFromSelf().stream()
                          .anyMatch(
                              call ->
                                  call.getTargetOwner().getName().equals("stentor.app.widget.Fxml")
                                      && call.getName().equals("load"))))
          .should(
              new ArchCondition<JavaClass>("have a file beside them") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  String file = item.getName().replace('.', '/') + ".fxml";
                  boolean there = HouseTest.class.getClassLoader().getResource(file) != null;
                  events.add(
                      new SimpleConditionEvent(
                          item,
                          there && item.getSimpleName().endsWith("View"),
                          file + " is missing"));
                }
              });

  @ArchTest
  static final ArchRule views_are_put_together_at_the_root_only =
      classes()
          .that()
          .resideInAPackage("stentor.app.*")
          .and()
          .haveSimpleNameEndingWith("View")
          .and()
          .doNotHaveSimpleName("ScreenView")
          .should(
              new ArchCondition<JavaClass>("be known in their package and at the root only") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  item.getDirectDependenciesToSelf().stream()
                      .map(dependency -> dependency.getOriginClass())
                      .filter(
                          origin ->
                              !origin.getPackageName().equals(item.getPackageName())
                                  && !origin.getPackageName().equals("stentor.app"))
                      .forEach(
                          origin ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      item, origin.getName() + " knows " + item.getName())));
                }
              });

  @ArchTest
  static final ArchRule packages_of_a_module_know_each_other_one_way =
      slices().matching("stentor.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_domain_is_pure =
      classes()
          .that()
          .resideInAPackage("stentor.speech..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("stentor.speech..", "java..", "org.jspecify.annotations.."));

  @ArchTest
  static final ArchRule no_javafx_outside_the_app =
      noClasses()
          .that()
          .resideOutsideOfPackage("stentor.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..");

  @ArchTest
  static final ArchRule the_aws_sdk_stays_in_its_adapters =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "stentor.aws..",
              "stentor.jobs.amazon..",
              "stentor.jobs.queue..",
              "stentor.jobs.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule the_kubernetes_client_stays_in_its_module =
      noClasses()
          .that()
          .resideOutsideOfPackages("stentor.cluster..", "stentor.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule the_cloud_does_not_know_that_it_is_rehearsed =
      noClasses()
          .that()
          .resideInAPackage("stentor.aws..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("stentor\\.control\\.cloud\\.(Rehearsal|PacedClock|SimulatorDocument)")
          .because("a rehearsal is the same code: only where it asks and what time it is differ");

  @ArchTest
  static final ArchRule where_the_cloud_is_asked_is_known_where_clients_are_made_only =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("stentor.aws.Account")
          .and()
          .doNotHaveFullyQualifiedName("stentor.aws.Choices")
          .and()
          .doNotHaveFullyQualifiedName("stentor.aws.credentials.CredentialSource")
          .should()
          .callMethod(CloudSite.class, "endpoint")
          .because("nothing else may depend on whether the cloud is simulated");

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .that()
          .areTopLevelClasses()
          .should(
              new ArchCondition<JavaClass>("reside in a @NullMarked package") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                  events.add(
                      new SimpleConditionEvent(
                          item, marked, item.getName() + " is in no @NullMarked package"));
                }
              });

  @ArchTest
  static final ArchRule no_static_field_changes = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule standard_output_is_written_by_programs_only =
      noClasses()
          .that(
              DescribedPredicate.not(
                  DescribedPredicate.describe(
                      "programs, the command line",
                      (JavaClass item) ->
                          item.getSimpleName().endsWith("Program")
                              || resideInAPackage("stentor.cli..").test(item))))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule no_dumping_grounds =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helpers?|Manager|Misc|Common)$")
          .because("a name like that hides a concept that nobody has found yet");

  @ArchTest
  static final ArchRule records_are_values =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .areRecords()
          .and()
          .areNotStatic()
          .should()
          .haveModifier(JavaModifier.FINAL);

  /** What is written about the product must not name where it was made. */
  @Test
  void no_registry_host_and_no_foreign_path_is_written_down() {
    Path root = Path.of(System.getProperty("stentor.root", ".."));
    List<String> hosts =
        List.of("registry.npmjs", "repo1.maven", "repo.maven.apache", "files.pythonhosted");
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> guilty =
          files
              .filter(Files::isRegularFile)
              .filter(
                  file -> !root.relativize(file).toString().matches("(\\.git|dist|.*target)/.*"))
              .filter(file -> file.toString().matches(".*\\.(java|json|md|xml|py|sh|yml|fxml)"))
              .filter(file -> !file.getFileName().toString().equals("HouseTest.java"))
              .filter(file -> hosts.stream().anyMatch(host -> text(file).contains(host)))
              .toList();
      assertThat(guilty).isEmpty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
