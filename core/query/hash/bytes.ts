/** Texts and bytes, with the functions every JavaScript runtime has. */
export function utf8Bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function encodeBase64(text: string): string {
  return btoa(Array.from(utf8Bytes(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** The text; undefined where the input is no Base64. */
export function decodeBase64(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/**
 * As Apache's commons-codec reads Base64: skips what is none of it, takes `-` and `_`, needs no padding and ends at it
 * (measured). What is left over and makes no byte is dropped.
 */
export function decodeBase64Leniently(base64: string): string {
  const [before] = base64.replace(/[^A-Za-z0-9+/=_-]/g, '').split('=', 1);
  const digits = before!.replace(/-/g, '+').replace(/_/g, '/');
  return decodeBase64(digits.length % 4 === 1 ? digits.slice(0, -1) : digits) ?? '';
}

/** The message, a 1 bit, zeros, and the length in bits in the block's last bytes. */
export function padMessage(
  message: Uint8Array,
  blockSize: number,
  lengthSize: number,
  littleEndian: boolean,
): DataView {
  const size = Math.ceil((message.length + 1 + lengthSize) / blockSize) * blockSize;
  const padded = new Uint8Array(size);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(size - 8, BigInt(message.length) * 8n, littleEndian);
  return view;
}
