const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin = new TextDecoder('windows-1252');
const utf16 = new TextDecoder('utf-16le');

/** The text of a file: UTF-8, UTF-16 with a byte order mark, else what Windows wrote in Denmark; null for a binary file. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return utf8.decode(bytes);
  } catch {
    return latin.decode(bytes);
  }
}
