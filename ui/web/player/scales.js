/** Numbers as places on scales of 16 bits, of which differences travel. Python's side is `plots/whole_slider.py`. */

const NONE = 65535; // a place that a run never came to
export const TOP = NONE - 1;

/**
 * What a code stands for on a scale: decades, or even in the middle and by ratios far out.
 * @param {Scale} scale @returns {(code: number) => number}
 */
export function reading(scale) {
  const top = scale.top ?? TOP;
  if ("half" in scale) return (code) => scale.middle + scale.half * Math.sinh(((2 * code) / top - 1) * scale.end);
  return (code) => 10 ** (scale.low + (code / top) * (scale.high - scale.low));
}

/**
 * A row of differences added up, each sum read.
 * @param {Int32Array} changes @param {number} from @param {number} n @param {(code: number) => number} read
 */
export function added(changes, from, n, read) {
  return Float32Array.from(codes(changes, from, n), (code) => (code === NONE ? Number.NaN : read(code)));
}

/** A row of differences added up. @param {Int32Array} changes @param {number} from @param {number} n */
export function codes(changes, from, n) {
  const found = new Uint16Array(n);
  let code = 0;
  for (let k = 0; k < n; k++) {
    code = (code + changes[from + k]) & NONE;
    found[k] = code;
  }
  return found;
}
