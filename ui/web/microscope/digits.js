/** Numbers as the microscope writes them: five significant digits, very large and very small ones in powers of ten. */

import { signed } from "../shared/digits.js";

/**
 * @param {number | undefined} value none if it has not come @param {boolean} [plain] without the zeros at the end, as a setting is written
 * @returns {string} HTML
 */
export function digits(value, plain = false) {
  if (value === undefined) return "…";
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  const small = size < 1e-3 || Number(size.toPrecision(5)) >= 1e5;
  let [mantissa, exponent] = small ? size.toExponential(4).split("e") : [size.toPrecision(5), ""];
  if (plain && mantissa.includes(".")) mantissa = mantissa.replace(/\.?0+$/, "");
  if (!exponent) return sign + mantissa;
  const power = `10<sup>${signed(String(Number(exponent)))}</sup>`;
  return sign + (plain && mantissa === "1" ? power : `${mantissa}·${power}`);
}

/** The room a written number takes, in digits' widths: exponents are small. @param {string} written */
export function width(written) {
  const [main, exponent = ""] = written.split(/<sup>|<\/sup>/);
  return main.length + 0.7 * exponent.length;
}

/** A point or a vector in brackets. @param {ArrayLike<number | undefined>} values */
export const pair = (values) => `(${Array.from(values, (v) => digits(v)).join(", ")})`;
