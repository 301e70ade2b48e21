package stentor.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.launcher.LauncherSandbox.Outcome;
import stentor.launcher.LauncherSandbox.Start;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the bash launcher; Windows has stentor.cmd")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LauncherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private LauncherSandbox sandbox;

  @BeforeEach
  void makeSandbox() throws IOException {
    sandbox = new LauncherSandbox(folder);
  }

  @AfterEach
  void removeSandbox() throws IOException {
    sandbox.close();
  }

  @Nested
  class Starting {
    @Test
    void arguments_arrive_as_they_were_given() throws Exception {
      Outcome outcome = sandbox.run("transcribe", "a b.wav", "*", "@file", "", "--x=$HOME");

      assertThat(outcome.exit()).isZero();
      assertThat(outcome.out())
          .contains("arguments=[transcribe, a b.wav, *, @file, , --x=$HOME]\n");
    }

    @Test
    void no_argument_stays_no_argument() throws Exception {
      assertThat(sandbox.run().out()).contains("arguments=[]\n");
    }

    @Test
    void without_arguments_it_is_the_desktop_app_and_with_any_the_command_line() throws Exception {
      assertThat(sandbox.run().out()).contains("program=app\n");
      assertThat(sandbox.run("--help").out()).contains("program=cli\n");
      assertThat(sandbox.run("").out()).contains("arguments=[]\n", "program=cli\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.args", "cli.args"})
    void a_build_that_lacks_one_of_both_is_made_anew(String file) throws Exception {
      sandbox.run();
      Files.delete(sandbox.dist().resolve(file));

      assertThat(sandbox.run().exit()).isZero();
      assertThat(sandbox.builds()).hasSize(2);
    }

    @Test
    void the_program_runs_in_the_directory_of_the_caller() throws Exception {
      Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).toRealPath();

      Outcome outcome = sandbox.start(sandbox.root().resolve("stentor"), elsewhere).end();

      assertThat(outcome.out()).contains("directory=" + elsewhere + "\n");
    }

    @Test
    void a_chain_of_relative_symbolic_links_leads_to_the_root() throws Exception {
      Path links = Files.createDirectories(folder.resolve("links/inner"));
      Path first = links.resolve("first");
      Files.createSymbolicLink(
          first, links.toRealPath().relativize(sandbox.root().resolve("stentor")));
      Path second =
          Files.createSymbolicLink(folder.resolve("links/second"), Path.of("inner/first"));

      Outcome outcome = sandbox.start(second, folder).end();

      assertThat(outcome.exit()).as(outcome.error()).isZero();
      assertThat(sandbox.dist().resolve(".built")).exists();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 130, 255})
    void the_exit_code_is_that_of_the_program(int code) throws Exception {
      assertThat(sandbox.run("exit", Integer.toString(code)).exit()).isEqualTo(code);
    }

    @Test
    void the_launcher_becomes_the_program_so_that_signals_reach_it() throws Exception {
      Outcome outcome = sandbox.run();

      assertThat(outcome.out()).contains("process=" + outcome.process() + "\n");
    }
  }

  @Nested
  class Building {
    @Test
    void the_first_start_builds_and_says_so_in_one_line_on_stderr() throws Exception {
      Outcome outcome = sandbox.run();

      assertThat(outcome.error())
          .matches("stentor: building into .*\\(not built yet.*\\) \\.\\.\\. \\d+ s\n");
      assertThat(outcome.out()).startsWith("arguments=");
      assertThat(sandbox.builds()).hasSize(1);
    }

    @Test
    void the_second_start_builds_nothing_and_says_nothing() throws Exception {
      sandbox.run();

      Outcome outcome = sandbox.withoutMaven().run();

      assertThat(outcome.exit()).isZero();
      assertThat(outcome.error()).isEmpty();
      assertThat(sandbox.builds()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "pom.xml",
          "src/speech/pom.xml",
          "src/speech/src/main/java/Speech.java",
          "resources/catalogue.json",
          "src/speech/src/main/java/New.java",
          ".mvn/maven.config",
          "app/src/main/java/App.java",
          "cloudformation/network.yaml"
        })
    void a_newer_source_is_built(String file) throws Exception {
      sandbox.run();
      sandbox.edit(file, "changed");

      Outcome outcome = sandbox.run();

      assertThat(outcome.error()).contains("building").contains("changed: ");
      assertThat(sandbox.builds()).hasSize(2);
    }

    @Test
    void a_removed_source_is_built() throws Exception {
      sandbox.run();
      sandbox.delete("src/speech/src/main/java/Speech.java");

      sandbox.run();

      assertThat(sandbox.builds()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "src/speech/src/test/java/SpeechTest.java",
          "test/src/test/java/New.java",
          "README.md",
          "docs/design.md"
        })
    void tests_and_documents_do_not_count(String file) throws Exception {
      sandbox.run();
      sandbox.edit(file, "changed");

      Outcome outcome = sandbox.with("STENTOR_DEBUG", "1").run();

      assertThat(outcome.error()).contains("dist/ is up to date");
      assertThat(sandbox.builds()).hasSize(1);
    }

    @Test
    void an_edit_during_a_build_is_built_by_the_next_start() throws Exception {
      sandbox.editWhileBuilding(true);
      sandbox.run();
      sandbox.editWhileBuilding(false);

      Outcome outcome = sandbox.run();

      assertThat(outcome.error()).contains("changed: src/speech/src/main");
      assertThat(sandbox.builds()).hasSize(2);
    }

    @Test
    void a_root_that_was_moved_is_built_anew() throws Exception {
      sandbox.run();
      sandbox.move();

      Outcome outcome = sandbox.run();

      assertThat(outcome.exit()).isZero();
      assertThat(outcome.error()).contains("this folder was moved");
    }

    @Test
    void a_failed_build_shows_its_errors_and_its_log_and_is_tried_again() throws Exception {
      sandbox.breakBuilds(true);
      Outcome failed = sandbox.run();
      sandbox.breakBuilds(false);

      assertThat(failed.exit()).isEqualTo(1);
      assertThat(failed.out()).isEmpty();
      assertThat(failed.error())
          .contains("[ERROR] Speech.java:[1,1] class expected")
          .contains(sandbox.dist().resolve("build.log").toString())
          .doesNotContain("[INFO]", "Help 1");
      assertThat(sandbox.run().exit()).isZero();
    }
  }

  @Nested
  class Together {
    @Test
    void of_two_starts_one_builds_and_the_other_waits() throws Exception {
      sandbox.holdBuilds();
      Start first = sandbox.start("first");
      await().atMost(PATIENCE).until(() -> sandbox.builds().size() == 1);
      Start second = sandbox.start("second");
      await()
          .atMost(PATIENCE)
          .until(() -> second.errorSoFar().contains("another start is building"));
      sandbox.releaseBuilds();

      assertThat(List.of(first.end().exit(), second.end().exit())).containsOnly(0);
      assertThat(sandbox.builds()).hasSize(1);
      assertThat(sandbox.dist().resolve(".lock")).doesNotExist();
    }

    @Test
    void the_lock_of_a_process_that_is_gone_does_not_stop_anybody() throws Exception {
      sandbox.leaveLockOfDeadProcess();

      Outcome outcome = sandbox.run();

      assertThat(outcome.exit()).isZero();
      assertThat(outcome.error()).doesNotContain("another start");
      assertThat(sandbox.dist().resolve(".lock")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT:130", "TERM:143", "HUP:129"})
    void interrupted_while_building_it_leaves_no_process_no_lock_and_nothing_that_looks_built(
        String ending) throws Exception {
      String signal = ending.substring(0, ending.indexOf(':'));
      sandbox.holdBuilds();
      Start start = sandbox.start();
      await().atMost(PATIENCE).until(() -> sandbox.builds().size() == 1);

      start.signal(signal);
      Outcome outcome = start.end();

      assertThat(outcome.exit()).isEqualTo(Integer.parseInt(ending.substring(signal.length() + 1)));
      assertThat(ProcessHandle.of(sandbox.builds().getFirst())).isEmpty();
      assertThat(sandbox.dist().resolve(".lock")).doesNotExist();
      assertThat(sandbox.dist().resolve(".built")).doesNotExist();
      sandbox.releaseBuilds();
      assertThat(sandbox.run().exit()).isZero();
    }

    @Test
    void interrupted_while_waiting_it_leaves_the_others_build_alone() throws Exception {
      sandbox.holdBuilds();
      Start builder = sandbox.start();
      await().atMost(PATIENCE).until(() -> sandbox.builds().size() == 1);
      Start waiting = sandbox.start();
      await()
          .atMost(PATIENCE)
          .until(() -> waiting.errorSoFar().contains("another start is building"));

      waiting.signal("INT");

      assertThat(waiting.end().exit()).isEqualTo(130);
      assertThat(sandbox.dist().resolve(".lock")).exists();
      sandbox.releaseBuilds();
      assertThat(builder.end().exit()).isZero();
    }
  }

  @Nested
  class Missing {
    @Test
    void without_any_java_it_says_where_it_looked_and_what_to_install() throws Exception {
      sandbox.tool("apt-get");

      Outcome outcome = sandbox.without("STENTOR_JAVA_HOME").run();

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.error())
          .contains(
              "needs a JDK 25 or newer. Found no Java at all.",
              "STENTOR_JAVA_HOME, JAVA_HOME, PATH")
          .contains("sudo apt-get install openjdk-25-jdk");
      assertThat(sandbox.builds()).isEmpty();
    }

    @Test
    void each_java_that_will_not_do_is_named_with_its_place() throws Exception {
      Path old = sandbox.otherJava("old", "21.0.4", "java", "javac");
      Path ancient = sandbox.otherJava("ancient", "1.8.0_402", "java", "javac");
      Path runtime = sandbox.otherJava("jdks/runtime", "25.0.1", "java");

      Outcome outcome =
          sandbox
              .without("STENTOR_JAVA_HOME")
              .with("JAVA_HOME", ancient.toString())
              .onPathFirst(old.resolve("bin"))
              .with("STENTOR_JDK_SEARCH", folder.resolve("jdks").toString())
              .run();

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.error())
          .contains("Java 1.8.0_402 in " + ancient.toRealPath() + " (JAVA_HOME)")
          .contains("Java 21.0.4 in " + old.toRealPath() + " (PATH)")
          .contains("Java 25.0.1 in " + runtime.toRealPath())
          .contains("without a compiler");
    }

    @Test
    void an_old_java_on_the_path_is_passed_over_for_a_newer_one_in_a_folder() throws Exception {
      Path old = sandbox.otherJava("old", "21.0.4", "java", "javac");
      Path jdks = Files.createDirectory(folder.resolve("jdks"));
      Files.createSymbolicLink(jdks.resolve("current"), Path.of(System.getProperty("java.home")));

      Outcome outcome =
          sandbox
              .without("STENTOR_JAVA_HOME")
              .onPathFirst(old.resolve("bin"))
              .with("STENTOR_JDK_SEARCH", "/does/not/exist:" + jdks)
              .run();

      assertThat(outcome.exit()).as(outcome.error()).isZero();
    }

    @Test
    void a_jdk_named_on_purpose_is_not_replaced_by_another() throws Exception {
      Path old = sandbox.otherJava("old", "21.0.4", "java", "javac");

      Outcome outcome =
          sandbox
              .with("STENTOR_JAVA_HOME", old.toString())
              .with("JAVA_HOME", System.getProperty("java.home"))
              .run();

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.error()).contains("Java 21.0.4", "(STENTOR_JAVA_HOME)");
    }

    @Test
    void a_missing_maven_is_explained() throws Exception {
      sandbox.tool("apt-get");

      Outcome outcome = sandbox.withoutMaven().run();

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.error()).contains("no mvn on the PATH", "sudo apt-get install maven");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.3", "2.2.1"})
    void an_old_maven_is_explained(String version) throws Exception {
      Outcome outcome = sandbox.with("FAKE_MAVEN", version).run();

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.error()).contains("needs Maven 3.8 or newer", "only Maven " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.1", "3.10.0", "4.0.0"})
    void a_maven_that_will_do_builds(String version) throws Exception {
      assertThat(sandbox.with("FAKE_MAVEN", version).run().exit()).isZero();
    }

    @Test
    void everything_that_is_missing_is_said_at_once() throws Exception {
      Outcome outcome = sandbox.without("STENTOR_JAVA_HOME").withoutMaven().run();

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.error()).contains("needs a JDK", "needs Maven");
    }
  }

  @Nested
  class CacheOfLoadedClasses {
    @Test
    void the_second_start_uses_what_the_build_left() throws Exception {
      sandbox.without("STENTOR_AOT").run();

      Outcome second = sandbox.with("STENTOR_DEBUG", "1").run("exit", "4");

      assertThat(second.exit()).isEqualTo(4);
      assertThat(second.error()).contains("starts with " + sandbox.dist().resolve("aot/cli-"));
    }

    @Test
    void each_of_both_programs_has_its_own() throws Exception {
      sandbox.without("STENTOR_AOT").run("status");

      Outcome app = sandbox.with("STENTOR_DEBUG", "1").run();

      assertThat(app.error())
          .contains("starts with " + sandbox.dist().resolve("aot/app-"))
          .doesNotContain("preparing");
    }

    @Test
    void after_a_build_by_maven_alone_the_first_start_makes_it_and_says_so() throws Exception {
      sandbox.run();

      Outcome first = sandbox.without("STENTOR_AOT").run();
      Outcome second = sandbox.run();

      assertThat(first.error()).matches("stentor: preparing faster starts \\.\\.\\. \\d+ s\n");
      assertThat(second.error()).isEmpty();
    }

    @Test
    void a_broken_one_is_no_news_and_no_obstacle() throws Exception {
      sandbox.run();
      Path cache =
          sandbox.dist().resolve("aot/cli-" + System.getProperty("java.runtime.version") + ".aot");
      Files.createDirectories(cache.getParent());
      Files.writeString(cache, "not a cache");

      Outcome outcome = sandbox.without("STENTOR_AOT").run("status");

      assertThat(outcome.exit()).isZero();
      assertThat(outcome.out()).startsWith("arguments=[status]");
      assertThat(outcome.error()).isEmpty();
    }

    @Test
    void a_jdk_that_cannot_make_one_is_not_asked_twice() throws Exception {
      sandbox.run();
      Files.writeString(
          sandbox.dist().resolve("cli.args"),
          "-Xshare:auto\n" + Files.readString(sandbox.dist().resolve("cli.args")));

      Outcome first = sandbox.without("STENTOR_AOT").with("STENTOR_DEBUG", "1").run("status");
      Outcome second = sandbox.run("status");

      assertThat(List.of(first.exit(), second.exit())).containsOnly(0);
      assertThat(first.error()).contains("could not all be made");
      assertThat(second.error()).contains("starts without").doesNotContain("preparing");
    }

    @Test
    void one_that_programs_may_have_mapped_is_never_written_to_by_a_training_that_failed()
        throws Exception {
      sandbox.run();
      Files.writeString(
          sandbox.dist().resolve("cli.args"),
          "-Xshare:auto\n" + Files.readString(sandbox.dist().resolve("cli.args")));
      Path mapped =
          sandbox
              .dist()
              .resolve("aot/supervisor-" + System.getProperty("java.runtime.version") + ".aot");
      Files.createDirectories(mapped.getParent());
      Files.writeString(mapped, "made by another start");

      Outcome outcome = sandbox.without("STENTOR_AOT").run();

      assertThat(outcome.error()).contains("preparing faster starts");
      assertThat(mapped).hasContent("made by another start");
    }

    @Test
    void a_start_beside_one_that_makes_it_does_not_make_it_too() throws Exception {
      sandbox.run();
      sandbox.leaveLockOf(ProcessHandle.current());

      Outcome beside = sandbox.without("STENTOR_AOT").with("STENTOR_DEBUG", "1").run();
      sandbox.leaveLockOfDeadProcess();
      Outcome after = sandbox.run();

      assertThat(beside.exit()).isZero();
      assertThat(beside.error()).contains("starts without").doesNotContain("preparing");
      assertThat(after.error()).contains("preparing faster starts");
    }
  }
}
