package stentor.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RedactionTest {

  private final Redaction redaction = new Redaction("/home/ada.lovelace", "ada.lovelace");

  /** Each line holds what must not be in the report. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Authorization: Bearer canary-0815                  | canary-0815
          {"authorization":"Bearer canary.0815"}             | canary.0815
          STENTOR_TOKEN=canary0815                           | canary0815
          {"token":"canary0815","port":8080}                 | canary0815
          {"message":"{\\"token\\":\\"canary0815\\"}"}       | canary0815
          token: canary0815                                  | canary0815
          aws_secret_access_key = wJalrXUtnFEMIK7MDENGbPxRf  | wJalrXUtnFEMIK7MDENGbPxRf
          wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY           | wJalrXUtnFEMI
          AKIAIOSFODNN7EXAMPLE                               | AKIAIOSFODNN7EXAMPLE
          ASIAIOSFODNN7EXAMPLE                               | ASIAIOSFODNN7EXAMPLE
          password=hunter2canary                             | hunter2canary
          https://ada:canary0815@example.org/path            | canary0815
          https://ada:canary0815@example.org/path            | ada:
          https://s3/x?X-Amz-Signature=abcdef0815&a=b        | abcdef0815
          mail from countess@example.org                     | countess
          /home/ada.lovelace/talks/secret.wav                | ada.lovelace
          {"file":"/home/somebody/a.wav"}                    | somebody
          C:\\Users\\Charles\\stentor                        | Charles
          C:\\\\Users\\\\Charles\\\\stentor                  | Charles
          /Users/charles/Library                             | charles
          user ada.lovelace logged in                        | ada.lovelace
          3f9c1c7fe1c64d1aa1c0f4b2d1e5a7c8                   | 3f9c1c7fe1c64d1aa1c0f4b2d1e5a7c8
          eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x | eyJhbGciOiJIUzI1NiJ9
          """)
  void what_nobody_else_needs_to_know_is_gone(String line, String canary) {
    assertThat(redaction.of(line)).doesNotContain(canary).matches("(?s).*[\\[~].*");
  }

  @Test
  void what_explains_the_problem_stays() {
    String text =
        "worker 3 of moonshine-tiny-en: exit status 137 after 2.4 s (http://127.0.0.1:8080/healthz),"
            + " job 3f9c1c7f-e1c6-4d1a-a1c0-f4b2d1e5a7c8,"
            + " at stentor.app.overview.OverviewViewModel.follow(OverviewViewModel.java:120)";

    assertThat(redaction.of(text)).isEqualTo(text);
  }
}
