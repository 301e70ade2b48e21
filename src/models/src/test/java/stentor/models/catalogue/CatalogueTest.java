package stentor.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CatalogueTest {

  @Test
  void the_built_in_one_has_moonshine_tiny_as_its_default() {
    Catalogue catalogue = Catalogue.builtIn();

    ModelDocument document = catalogue.find(catalogue.defaultModel()).orElseThrow().document();

    assertThat(document.id()).isEqualTo("moonshine-tiny-en");
    assertThat(document.engine()).isEqualTo("moonshine");
    assertThat(document.languages()).containsExactly("en");
    assertThat(document.licence()).isEqualTo("MIT");
    assertThat(document.sampleRate()).isEqualTo(16_000);
    assertThat(document.source()).isEqualTo("pkg:npm/%40moonshine-ai/moonshine-js@0.1.29");
    assertThat(document.files())
        .extracting(ModelFile::path)
        .contains("encoder_model.onnx", "decoder_model_merged.onnx", "vocabulary.txt");
  }

  @Test
  void a_default_that_is_not_in_it_is_refused() {
    byte[] json =
        "{\"schema\":1,\"defaultModel\":\"a\",\"models\":[]}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Documents.read(json, Catalogue.class))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("default model");
  }

  @Test
  void two_models_of_one_id_are_refused() {
    CatalogueModel model = Catalogue.builtIn().models().getFirst();

    assertThatThrownBy(() -> new Catalogue(1, model.id(), List.of(model, model)))
        .hasMessageContaining("two models");
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:npm/%40moonshine-ai/moonshine-js@0.1.29, @moonshine-ai/moonshine-js,"
        + " moonshine-js-0.1.29.tgz, moonshine-ai-moonshine-js-0.1.29.tgz",
    "pkg:npm/llama-tokenizer-js@1.2.2, llama-tokenizer-js,"
        + " llama-tokenizer-js-1.2.2.tgz, llama-tokenizer-js-1.2.2.tgz",
  })
  void a_package_url_says_every_name_of_the_package(
      String purl, String name, String registryFile, String packedFile) {
    NpmPackage source = NpmPackage.parse(purl);

    assertThat(source.fullName()).isEqualTo(name);
    assertThat(source.registryFile()).isEqualTo(registryFile);
    assertThat(source.packedFile()).isEqualTo(packedFile);
    assertThat(source).hasToString(purl);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "left-pad",
        "pkg:npm/left-pad",
        "pkg:maven/a@1",
        "pkg:npm/../a@1",
        "pkg:npm/a@1/../../b",
        "pkg:npm/%40a/../b@1",
        "pkg:npm/a@latest"
      })
  void another_text_is_no_package_url(String text) {
    assertThatThrownBy(() -> NpmPackage.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
