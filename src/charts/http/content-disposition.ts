/**
 * `Content-Disposition: attachment` by RFC 6266: a plain ASCII name for old readers, and the true one in the form of
 * RFC 8187.
 */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  // RFC 8187 section 3.2.1: encodeURIComponent leaves three characters that no attr-char is.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
