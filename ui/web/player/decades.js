/** Where a logarithmic axis is marked. Every number is written whole: a bare 5 above 10² would be read as 5. */

import { signed } from "../shared/digits.js";

const MARKS = 6; // at most, of powers

/**
 * @param {number} low @param {number} high the exponents at both ends
 * @returns {{tickvals: number[], ticktext: string[]} | {dtick: number, exponentformat: string}} for Plotly
 */
export function decades(low, high) {
  if (high - low >= 2) return { exponentformat: "power", dtick: Math.max(1, Math.ceil((high - low) / MARKS)) };
  const ticks = [];
  for (let power = Math.floor(low); power <= high; power++) {
    for (const digit of [1, 2, 5]) if (inside(power + Math.log10(digit), low, high)) ticks.push([digit, power]);
  }
  return {
    tickvals: ticks.map(([digit, power]) => Number(`${digit}e${power}`)),
    ticktext: ticks.map(([digit, power]) => written(digit, power)),
  };
}

const inside = (at, low, high) => at >= low - 1e-9 && at <= high + 1e-9;

/** 500, 0.02, or 5·10⁻⁷ as Plotly sets it. */
function written(digit, power) {
  if (power >= -3 && power <= 4) return power < 0 ? (digit * 10 ** power).toFixed(-power) : String(digit * 10 ** power);
  return `${digit === 1 ? "" : `${digit}·`}10<sup>${signed(String(power))}</sup>`;
}
