/** Bytes from the text that packing.py made: seven bits a character, most significant first, then gzip. */

const MOVED_BY = 0xc0;

/** Return the bytes that a text stands for, still in gzip. */
export function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bits = ((bits << 7) | (unit < 0x80 ? unit : unit - MOVED_BY)) & 0x7fff;
    count += 7;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = (bits >> count) & 0xff;
    }
  }
  return bytes.subarray(0, at);
}

/** Unpack a text. */
export async function unpacked(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([bytesOfText(text) as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
