/** The budget's transport: from a budget that binds nobody down to 0. At rest it stands at the visitor's own budget. */

import { digits } from "../shared/digits.js";
import { Transport } from "../shared/transport.js";

export class Sweep extends Transport {
  /** @param {HTMLElement} root @param {() => void} changed @param {(t: number) => void} rested a budget to stay at */
  constructor(root, changed, rested) {
    super(root, changed);
    this.rested = rested;
    this.away = false; // from the visitor's own budget
    this.stopped = NaN; // the budget at which the hand stopped the sweep, from which it goes on
  }

  /** New budgets, and the visitor's own among them. @param {Float64Array} budgets @param {number} t */
  take(budgets, t) {
    this.budgets = budgets;
    this.own = t;
    this.steps = budgets.length - 1;
    this.scrub.max = String(this.steps);
    if (!this.playing) this.rest();
  }

  /** Back to the visitor's own budget. */
  rest() {
    this.away = false;
    if (!this.budgets) return;
    this.step = Math.max(0, Math.min(this.steps, this.steps * (1 - this.own / this.budgets[0])));
  }

  /** Give up a sweep, and whatever it would have become. */
  home() {
    super.play(false);
    clearTimeout(this.soon);
    this.rest();
  }

  seek(step) {
    this.away = true;
    super.seek(step);
    this.settle();
  }

  /** When the hand rests, its budget is the visitor's own. */
  settle() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => {
      if (!this.away || this.playing) return;
      this.stopped = Number(this.budgets[this.step].toFixed(3));
      this.rested(this.stopped);
    }, 400);
  }

  play(on) {
    clearTimeout(this.soon);
    if (on && !this.playing && !this.away && (this.own !== this.stopped || this.own === 0)) this.step = 0;
    this.away = this.away || on;
    const played = this.playing;
    super.play(on);
    if (!played || on) return;
    if (this.step < this.steps) this.settle();
    else {
      this.rest();
      this.changed(this.step);
    } // the sweep is over
  }

  /** The budget shown. @returns {number} */
  get t() {
    if (!this.away) return this.own;
    const k = Math.min(Math.floor(this.step), this.steps - 1);
    return this.budgets[k] + (this.step - k) * (this.budgets[k + 1] - this.budgets[k]);
  }

  show() {
    const said = `t = ${digits(this.t)}`;
    if (this.label.textContent === said) return;
    this.scrub.value = String(Math.round(this.step));
    this.scrub.setAttribute("aria-valuetext", said);
    this.label.textContent = said;
  }
}
