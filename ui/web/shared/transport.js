/** Where in the run the picture stands: played in some seconds, or step by step. */

import { find } from "./find.js";
import { stepping } from "./keys.js";
import { Playing } from "./playing.js";
import { write } from "./words.js";

const SECONDS = 8; // a whole run at 1×

export class Transport extends Playing {
  /** @param {HTMLElement} root @param {(step: number) => void} changed */
  constructor(root, changed) {
    super(root, "Play");
    this.changed = changed;
    this.step = 0;
    this.steps = 1;
    this.label = find(root, ".step");
  }

  /** A new run length; a finished picture stays finished. */
  length(steps) {
    const atEnd = this.step >= this.steps;
    this.steps = steps;
    this.scrub.max = String(steps);
    if (this.step > steps || (atEnd && !this.playing)) this.step = steps;
  }

  /** Go to a step and stay there. */
  seek(step) {
    this.play(false);
    this.step = Math.max(0, Math.min(this.steps, step));
    this.changed(this.step);
  }

  by(steps) {
    this.seek((steps < 0 ? Math.ceil(this.step) : Math.floor(this.step)) + steps);
  }

  begin() {
    if (this.step >= this.steps) this.step = 0;
  }

  halt() {
    this.step = Math.round(this.step);
    this.changed(this.step);
  }

  advance(ms) {
    const pace = Math.max(12, Math.min(250, this.steps / SECONDS)); // steps a second
    this.step = Math.min(this.steps, this.step + (ms / 1000) * pace);
    if (this.step >= this.steps) this.play(false);
    else this.changed(this.step);
  }

  /** Say where we are. */
  show() {
    const k = Math.floor(this.step);
    const shown = `step ${k} / ${this.steps}`;
    if (this.label.textContent === shown && this.scrub.value === String(k)) return;
    this.scrub.value = String(k);
    this.scrub.setAttribute("aria-valuetext", `step ${k} of ${this.steps}`);
    write(this.label, shown);
  }

  /** What each key does. */
  get keys() {
    return stepping({
      play: () => this.play(!this.playing),
      by: (steps) => this.by(steps),
      start: () => this.seek(0),
      end: () => this.seek(this.steps),
    });
  }
}
