/** Unpacks what `plots/codec.py` packs. */

const TYPES = { float32: Float32Array, float64: Float64Array, uint16: Uint16Array, uint8: Uint8Array };

/** @param {Uint8Array} blob @returns {Record<string, any>} the header, with each array under its name */
export function unpacked(blob) {
  const length = new DataView(blob.buffer, blob.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(blob.subarray(4, 4 + length)));
  let at = 4 + padded(length);
  for (const [name, type, count] of header.arrays) {
    const Type = TYPES[type];
    const bytes = count * Type.BYTES_PER_ELEMENT;
    header[name] = new Type(blob.slice(at, at + bytes).buffer); // a copy: the blob may start anywhere
    at += padded(bytes);
  }
  return header;
}

function padded(length) {
  return length + ((4 - (length % 4)) % 4);
}
