/** Numbers as pictures write them. */

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** With true minus signs. @param {string} text */
export const signed = (text) => text.replaceAll("-", "−");

/** Four digits; powers of ten where they help. @param {number} value */
export function digits(value) {
  if (!Number.isFinite(value)) return "not a number";
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e5)) return signed(value.toExponential(2).replace("e+", "e"));
  return signed(String(Number(value.toPrecision(4))));
}

/** 10ⁿ. @param {number} n */
export const power = (n) => `10${[...String(n)].map((digit) => RAISED[digit]).join("")}`;
