/** Where we stand: the step, and how many of its sub-steps are shown. Buttons, keys, slider, entry. */

import { find } from "../shared/find.js";
import { stepping } from "../shared/keys.js";
import { Playing } from "../shared/playing.js";

const A_LINE = 900; // ms a sub-step takes at 1×

export class Steps extends Playing {
  /** @param {HTMLElement} root @param {() => void} changed @param {() => boolean} here whether the step's numbers have come */
  constructor(root, changed, here) {
    super(root, "Play sub-steps");
    this.changed = changed;
    this.here = here;
    this.k = 0;
    this.shown = 0; // the step on the screen: the one before, until the numbers of this one have come
    this.last = 0;
    this.lines = 1;
    this.sub = 1;
    /** @type {HTMLInputElement} */
    this.entry = find(root, ".jump input");
    this.of = find(root, ".jump .of");
    this.problem = find(root, ".problem");
    this.entry.addEventListener("change", () => this.typed());
    this.entry.addEventListener("focus", () => this.entry.select());
    this.entry.addEventListener("blur", () => this.say());
  }

  /** A run of so many steps and lines a step. */
  length(last, lines) {
    const whole = this.sub >= this.lines;
    Object.assign(this, { last, lines });
    this.k = Math.min(this.k, last);
    this.sub = whole ? lines : Math.min(this.sub, lines);
    this.scrub.max = String(last);
    this.of.textContent = `of 0 to ${last}`;
  }

  /** Show all of step k. */
  seek(k) {
    this.play(false);
    this.k = Math.max(0, Math.min(this.last, k));
    this.sub = this.lines;
    this.problem.textContent = "";
    this.changed();
  }

  /** Stand at step k, all of it shown, as told: whoever tells draws it. */
  stand(k) {
    this.mark(false);
    Object.assign(this, { k, sub: this.lines, played: undefined });
  }

  /** Show this step up to a line. */
  upTo(line) {
    this.play(false);
    this.sub = Math.max(0, Math.min(this.lines, line));
    this.changed();
  }

  typed() {
    const text = this.entry.value.trim();
    const k = Number(text);
    if (text !== "" && Number.isInteger(k) && k >= 0 && k <= this.last) return this.seek(k);
    this.problem.textContent = `“${text.slice(0, 12)}” is not a step of this run. Allowed: whole numbers from 0 to ${this.last}.`;
    return this.say();
  }

  by(steps) {
    this.seek(this.k + steps);
  }

  begin() {
    if (this.sub < this.lines) return;
    if (this.k >= this.last) this.k = 0;
    else if (this.played === this.k) this.k += 1; // this step has been played: the next one
    this.sub = 0;
  }

  halt() {
    this.sub = Math.ceil(this.sub);
    this.changed();
  }

  advance(ms) {
    if (!this.here()) return this.changed(); // no time passes until there is something to show
    this.sub += ms / A_LINE;
    if (this.sub >= this.lines + 1) {
      // a line's time to look at the whole
      if (this.k >= this.last) {
        this.sub = this.lines;
        return this.play(false);
      }
      this.k += 1;
      this.sub = 0;
    }
    this.played = this.k;
    return this.changed();
  }

  /** This step is on the screen now. */
  show() {
    this.shown = this.k;
    this.scrub.value = String(this.k);
    this.say();
  }

  /** Say where we are. */
  say() {
    this.scrub.setAttribute("aria-valuetext", `step ${this.shown} of 0 to ${this.last}`);
    if (document.activeElement !== this.entry) this.entry.value = String(this.shown); // what is being typed is left alone
  }

  /** What each key does. */
  get keys() {
    const steps = stepping({
      play: () => this.play(!this.playing),
      by: (count) => this.by(count),
      start: () => this.seek(0),
      end: () => this.seek(this.last),
    });
    return { ...steps, ArrowUp: () => this.upTo(Math.ceil(this.sub) - 1), ArrowDown: () => this.upTo(Math.floor(this.sub) + 1) };
  }
}
