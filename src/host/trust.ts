import { existsSync, readFileSync, statSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** Where distributions keep the certificates that the user's other tools trust (Go's crypto/x509 reads the same list). */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/usr/local/etc/ssl/cert.pem',
];

/** Reading some hundred certificates takes a tenth of a second: done once a file. */
const known = new Map<string, SecureContext>();

function contextWith(bundle: string | undefined): SecureContext {
  try {
    if (bundle !== undefined) {
      return createSecureContext({ ca: [...rootCertificates, readFileSync(bundle, 'utf8')] });
    }
  } catch {
    // A file that cannot be used is as good as none.
  }
  return createSecureContext({ ca: [...rootCertificates] });
}

/**
 * The certificates to trust: Node's own list, and beside it what the user names or else the system's, since behind a
 * company's proxy only that knows its certificate.
 */
export function trust(env: Readonly<Record<string, string | undefined>>): SecureContext {
  const files = [env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS, ...SYSTEM_BUNDLES];
  const bundle = files.find((path) => path !== undefined && path !== '' && existsSync(path));
  const key = bundle === undefined ? '' : `${bundle} ${statSync(bundle).mtimeMs}`;
  const context = known.get(key) ?? contextWith(bundle);
  known.set(key, context);
  return context;
}
