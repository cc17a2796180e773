/** Unpacks what `plots/codec.py` packs. */

import { inflated } from "./inflate.js";

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

/**
 * Whole numbers that `squeezed` has packed, each array with the bits of its numbers.
 * @param {Uint8Array} packed @param {[count: number, bits: 16 | 32][]} [arrays] nothing: one of 16 bits
 * @returns {Promise<Int32Array[]>} their differences, as `folded` folds them, unfolded
 */
export async function squeezed(packed, arrays) {
  const bytes = await inflated(packed);
  let at = 0;
  return (arrays ?? [[bytes.length / 2, 16]]).map(([count, bits]) => {
    const found = new Int32Array(count);
    for (let shift = 0; shift < bits; shift += 8, at += count) for (let i = 0; i < count; i++) found[i] |= bytes[at + i] << shift;
    for (let i = 0; i < count; i++) found[i] = (found[i] >>> 1) ^ -(found[i] & 1);
    return found;
  });
}
