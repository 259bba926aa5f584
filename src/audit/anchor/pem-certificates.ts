import {X509Certificate} from 'node:crypto';

/**
 * Every certificate in the text of a PEM file (RFC 7468), DER.
 *
 * @throws Error when one cannot be read
 */
export const pemCertificates = (pem: string): Buffer[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (block) => new X509Certificate(block).raw,
  );
