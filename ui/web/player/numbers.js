/** The numbers of the step that the pointer is over: of a long race they are asked for. Python's side is `ui/parts/player.py numbers`. */

import { received } from "../shared/held.js";

const PATIENCE = 400; // ms after which the same numbers are asked for again

/** @type {ArrivedNumbers | null} those that came last */
let here = null;
/** @type {() => void} what to do when some have come */
let tell = () => {};

/** Entry point of the component that carries them. @param {Component} component */
export function render(component) {
  const arrived = received(component);
  if (!arrived?.of) return;
  here = arrived;
  tell();
}

export class StepNumbers {
  /** @param {(event: object) => void} ask */
  constructor(ask) {
    this.ask = ask;
    this.asked = -Infinity;
  }

  /**
   * Point, loss above the lowest and gradient of a step; null until they have come, which is then told.
   * @param {Race} race @param {{run: number, step: number}} found @param {boolean} own it is the race that has come
   * @param {() => void} come @returns {StepRow | null}
   */
  of(race, { run, step }, own, come) {
    if (!race.scales) return row(race, run * (race.steps + 1) + step);
    const place = here?.of === race.picture && here.run === run ? step - here.first : -1;
    if (own && place >= 0 && place < here.x.length) return row(here, place);
    tell = come;
    clearTimeout(this.soon);
    this.soon = setTimeout(come, PATIENCE); // a word that waits behind a run may be lost, and the hand need not move again
    if (own && performance.now() >= this.asked + PATIENCE) {
      this.asked = performance.now();
      this.ask({ picture: race.picture, run, step });
    }
    return null;
  }
}

/** @param {Record<keyof StepRow, Float32Array | Float64Array>} arrays @param {number} at @returns {StepRow} */
const row = ({ x, y, gap, gx, gy }, at) => ({ x: x[at], y: y[at], gap: gap[at], gx: gx[at], gy: gy[at] });
