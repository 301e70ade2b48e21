package stentor.models.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which certificates are trusted: those of the Java platform, and those of the files that {@code
 * SSL_CERT_FILE} (OpenSSL) and {@code NODE_EXTRA_CA_CERTS} (npm) name, as companies with a proxy
 * that opens TLS set them.
 */
final class Trust {

  private static final Logger LOG = LoggerFactory.getLogger(Trust.class);
  private static final List<String> VARIABLES = List.of("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS");

  private Trust() {}

  /** A context with that trust. */
  static SSLContext of(Map<String, String> environment) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (X509Certificate certificate : platform()) {
        trusted.setCertificateEntry("platform-" + number++, certificate);
      }
      for (Path file : files(environment)) {
        for (Certificate certificate : read(file)) {
          trusted.setCertificateEntry("environment-" + number++, certificate);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(trusted), null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("This Java platform has no working TLS", impossible);
    }
  }

  private static List<Path> files(Map<String, String> environment) {
    return VARIABLES.stream()
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(value -> !value.isBlank())
        .distinct()
        .map(Path::of)
        .toList();
  }

  private static List<Certificate> read(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
    } catch (IOException | GeneralSecurityException unreadable) {
      LOG.warn("The certificates of {} are left out: {}", file, unreadable.toString());
      return List.of();
    }
  }

  private static List<X509Certificate> platform() throws GeneralSecurityException {
    return Stream.of(managers(null))
        .filter(X509TrustManager.class::isInstance)
        .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
        .toList();
  }

  private static TrustManager[] managers(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }
}
