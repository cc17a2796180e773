/** The numbers under a panel. */

import { digits } from "../player/tip.js";

const NAMES = ["w₁", "w₂"];

/** A weight; 0 only if it is exactly 0. @param {number} value @param {number} i */
const weight = (value, i) => (value === 0 ? `${NAMES[i]} is exactly 0` : `${NAMES[i]} = ${digits(value)}`);

/**
 * @param {HTMLElement} figure @param {{w: number[], t: number, strength: number, loss: number}} at
 * @param {string[]} words sentences that hold at rest; elsewhere there are none
 */
export function readOut(figure, { w, t, strength, loss }, words) {
  const put = (selector, text) => {
    const element = figure.querySelector(selector);
    if (element.textContent !== text) element.textContent = text;
  };
  put(".weights", w.map(weight).join(" · "));
  put(".numbers", `λ = ${Number.isFinite(strength) ? digits(strength) : "∞"} · data loss ${digits(loss)}`);
  put(".words", words.join(" "));
}
