/** Round numbers along an axis. */

import { power, signed } from "../shared/digits.js";

/** @param {{low: number, high: number, log: boolean}} axis @param {number} most @returns {{value: number, text: string}[]} */
export function ticksOf(axis, most) {
  const decades = axis.log ? Math.log10(axis.high / axis.low) : 0;
  if (axis.log && decades >= 2) return powers(axis, Math.ceil((decades + 1) / most));
  if (axis.log && decades >= 0.7)
    return labelled([1, 2, 5].flatMap((m) => range(axis).map((n) => m * 10 ** n)).filter((v) => inside(axis, v)));
  return labelled(even(axis, most));
}

function powers(axis, every) {
  const exponents = range(axis).filter((n) => inside(axis, 10 ** n) && n % every === 0);
  return exponents.map((n) => ({ value: 10 ** n, text: Math.abs(n) < 3 ? String(Number((10 ** n).toPrecision(1))) : power(n) }));
}

const range = ({ low, high }) => {
  const first = Math.floor(Math.log10(low)) - 1;
  const last = Math.ceil(Math.log10(high)) + 1;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
};

const inside = ({ low, high }, value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);

/** Multiples of 1, 2 or 5 times a power of ten; where they are fewer than three, finer ones if only a few more than `most`. */
function even(axis, most) {
  const span = axis.high - axis.low;
  const unit = 10 ** Math.floor(Math.log10(span / most));
  const steps = [0.5, 1, 2, 5, 10].map((m) => m * unit);
  const place = steps.findIndex((step, i) => i && span / step <= most);
  const values = multiples(axis, steps[place]);
  const finer = multiples(axis, steps[place - 1]);
  return values.length < 3 && finer.length <= most + 2 ? finer : values;
}

function multiples({ low, high }, step) {
  const values = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) values.push(Number((k * step).toPrecision(12)));
  return values;
}

const labelled = (values) => values.sort((a, b) => a - b).map((value) => ({ value, text: plain(value) }));

/** @param {number} value */
function plain(value) {
  const size = Math.abs(value);
  return signed(value !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential().replace("e+", "e") : String(value));
}

/** Marks between the labelled ones of a logarithmic axis. @returns {number[]} */
export function minorTicks(axis) {
  if (!axis.log || Math.log10(axis.high / axis.low) < 0.7 || Math.log10(axis.high / axis.low) > 7) return [];
  return range(axis)
    .flatMap((n) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((m) => m * 10 ** n))
    .filter((value) => inside(axis, value));
}

/**
 * How finely a value must be written so that neighbouring cells differ.
 * @param {Side} axis @param {number} value @param {number} n cells
 */
export function written(axis, value, n) {
  const gap = axis.log ? (value * Math.log(axis.high / axis.low)) / n : (axis.high - axis.low) / n;
  if (axis.whole) return signed(String(Math.round(value)));
  const digits = Math.max(3, Math.min(9, Math.ceil(Math.log10(Math.max(Math.abs(value), gap) / gap)) + 1));
  return plain(Number(value.toPrecision(digits)));
}
