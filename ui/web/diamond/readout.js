/** The numbers under a panel. */

import { digits } from "../shared/digits.js";
import { find } from "../shared/find.js";

const NAMES = ["w₁", "w₂"];

/** @param {number} value @param {number} i */
const weight = (value, i) => `${NAMES[i]} = ${digits(value)}`;

/** A weight; 0 only if it is exactly 0. @param {number} value @param {number} i */
const exactly = (value, i) => (value === 0 ? `${NAMES[i]} is exactly 0` : weight(value, i));

/**
 * @param {HTMLElement} figure @param {{w: number[], strength: number, loss: number}} at
 * @param {boolean} end whether the weights are but one end of a side along which all fit alike
 * @param {string[]} words sentences that hold at rest; elsewhere there are none
 */
export function readOut(figure, { w, strength, loss }, end, words) {
  const put = (selector, text) => {
    const element = find(figure, selector);
    if (element.textContent !== text) element.textContent = text;
  };
  put(".weights", end ? `one end: ${w.map(weight).join(", ")}` : w.map(exactly).join(" · "));
  put(".numbers", `λ = ${Number.isFinite(strength) ? digits(strength) : "∞"} · data loss ${digits(loss)}`);
  put(".words", words.join(" "));
}
