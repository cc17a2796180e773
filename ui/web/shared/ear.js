/**
 * What became of a setting, for whoever does not see the picture: said once the hand rests, and only what is new.
 * Python's side is `ui/parts/ear.py`.
 */

import { find } from "./find.js";

const REST = 700; // ms without news after which it is said

/** @type {WeakMap<Element, Ear>} */
const ears = new WeakMap();
let pressed = false; // a hand that holds something has not settled
for (const kind of ["pointerdown", "pointerup", "pointercancel"]) {
  const hear = () => {
    pressed = kind === "pointerdown";
  };
  window.addEventListener(kind, hear, true);
}

/** @param {Component<{said: string[]}>} component */
export function render({ data, parentElement }) {
  const line = find(parentElement, ".basin-ear");
  const ear = ears.get(line) ?? new Ear(line);
  ears.set(line, ear);
  ear.hear(data.said);
}

class Ear {
  constructor(line) {
    this.line = line;
    /** @type {string[] | null} what the page said when the hand last rested; nothing is new on a page that has just opened */
    this.known = null;
  }

  /** @param {string[]} said */
  hear(said) {
    if (this.known === null) {
      this.known = said;
      this.line.dataset.heard = "0";
      return;
    }
    this.said = said;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.speak(), REST);
  }

  speak() {
    if (pressed) {
      this.soon = setTimeout(() => this.speak(), REST);
      return;
    }
    const fresh = this.said.filter((one) => !this.known.includes(one));
    this.known = this.said;
    if (!fresh.length) return;
    this.line.textContent = fresh.join(" ");
    this.line.dataset.heard = String(Number(this.line.dataset.heard) + 1); // for the browser tests
  }
}
