/** The whole of the slider that the hand grasps: what the picture is at each of its places. Python's side is `plots/whole_slider.py`. */

import { squeezed } from "../shared/codec.js";
import { received } from "../shared/held.js";
import { inflated } from "../shared/inflate.js";
import { added, codes, reading, TOP } from "./scales.js";

/** @type {Whole | null} */
let here = null;
let turn = 0;

/** Entry point of the component that carries it. @param {Component} component */
export function render(component) {
  const arrived = received(component);
  if (!arrived) return;
  const own = ++turn;
  if (!arrived.slider) here = null;
  else
    Promise.all([squeezed(arrived.packed), inflated(arrived.said)]).then(([[changes], said]) => {
      if (own === turn) here = new Whole(arrived, changes, JSON.parse(new TextDecoder().decode(said)));
    });
}

/** The whole of this slider, if it is here. @param {string} slider */
export const wholeOf = (slider) => (here?.slider === slider ? here : null);

class Whole {
  /**
   * @param {WholeSlider} header @param {Int32Array} changes from each place to the next, of all rows
   * @param {[object[], object[]]} said what the race's header says at each value, and each path's
   */
  constructor(header, changes, [said, saidOf]) {
    this.header = header;
    this.said = said;
    this.saidOf = saidOf;
    this.slider = header.slider;
    this.changes = changes;
    this.count = header.values.length * header.runs.length; // paths
    this.room = header.longest + 1; // places of each
  }

  /** Whether this place of the thumb is here. @param {number} value */
  has(value) {
    return this.header.values.includes(value);
  }

  /** Whether a hand that is here is soon beyond what has come of a slider. @param {number} value @param {number[]} places of the slider */
  endsSoon(value, places) {
    const { values } = this.header;
    const at = values.indexOf(value);
    const few = values.length / 4;
    const [below, above] = [values[0] !== places[0], values.at(-1) !== places.at(-1)];
    return at < 0 || (below && at < few) || (above && at >= values.length - few);
  }

  /**
   * The race as it is with the slider at this value, if that is one of its places: the runs that follow it, and the others as they are.
   * @param {Race} race @param {number} value @returns {Race | null}
   */
  at(race, value) {
    const { values, runs, steps: ends, rates, diverged } = this.header;
    const place = values.indexOf(value);
    const all = runs.length === race.runs.length;
    if (place < 0 || (ends[place] !== race.steps && !all)) return null;
    const steps = ends[place];
    const n = steps + 1;
    const same = steps === race.steps;
    const blank = (array) => (same ? array.slice() : new Float32Array(race.runs.length * n));
    const shown = {
      ...race,
      ...this.said[place],
      steps,
      x: blank(race.x),
      y: blank(race.y),
      gap: blank(race.gap),
      gx: blank(race.gx),
      gy: blank(race.gy),
    };
    if (race.cost) shown.cost = race.cost.slice(); // over evaluations no slider of the steps has a whole
    shown.runs = race.runs.slice();
    runs.forEach((run, i) => {
      const path = place * runs.length + i;
      const rows = this.header.scales.map((scale, field) => this.row(field, path, n, scale));
      ["x", "y", "gap"].forEach((name, field) => {
        shown[name].set(rows[field], run * n);
      });
      // One evaluation a step, or there is no whole over evaluations.
      if (race.cost) for (let k = 0; k < n; k++) shown.cost[run * n + k] = Number.isNaN(rows[2][k]) ? Number.NaN : k;
      for (const name of ["gx", "gy"]) shown[name].fill(Number.NaN, run * n, (run + 1) * n);
      shown.runs[run] = { ...race.runs[run], ...this.saidOf[path], diverged: diverged[path], lr: rates[path] };
    });
    this.header.along.forEach((name, i) => {
      shown[name] = this.exact(i, place, n);
    });
    if (this.header.each) {
      shown.rate = same ? race.rate.slice() : new Float32Array(race.runs.length * steps);
      runs.forEach((run, i) => {
        shown.rate.set(this.schedule(place * runs.length + i, steps), run * steps);
      });
    } else if (all) shown.rate = this.schedule(place, steps);
    return shown;
  }

  /** One field of one path. @param {number} field @param {number} path @param {number} n @param {Scale} scale */
  row(field, path, n, scale) {
    const from = (field * this.count + path) * this.room;
    return added(this.changes, from, n, reading(scale));
  }

  /** What multiples of the base rate the steps use: of one row of those that came. @param {number} row @param {number} steps */
  schedule(row, steps) {
    const from = 3 * this.count * this.room + row * this.header.longest;
    return added(this.changes, from, steps, (code) => (code / TOP) * this.header.highest);
  }

  /**
   * What comes with every digit: the upper halves of its numbers, then the lower ones.
   * @param {number} which of `along` @param {number} place of the thumb @param {number} n
   */
  exact(which, place, n) {
    const rows = this.header.values.length;
    const rates = (this.header.each ? this.count : rows) * this.header.longest;
    const from = 3 * this.count * this.room + rates + (2 * which * rows + place) * this.room;
    const [upper, lower] = [codes(this.changes, from, n), codes(this.changes, from + rows * this.room, n)];
    return new Float32Array(Uint32Array.from(upper, (half, k) => half * 65536 + lower[k]).buffer);
  }
}
