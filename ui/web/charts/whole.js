/** The whole of the slider that the hand grasps: the charts at each of its places. Python's side is `plots/whole_charts.py`. */

import { received } from "../shared/held.js";
import { inflated } from "../shared/inflate.js";

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
    inflated(arrived.packed).then((bytes) => {
      if (own === turn) here = new Whole(arrived, bytes);
    });
}

/** The whole of this slider, if it is here. @param {string} slider */
export const wholeOf = (slider) => (here?.slider === slider ? here : null);

class Whole {
  /** @param {WholeCharts} header @param {Uint8Array} bytes charts as JSON, and then all numbers */
  constructor({ slider, values, columns, groups, text }, bytes) {
    this.slider = slider;
    this.values = values;
    this.columns = columns;
    const [first, differs] = JSON.parse(new TextDecoder().decode(bytes.subarray(0, text)));
    /** @type {ChartHeader[]} */
    this.first = first;
    /** What each place says otherwise, chart by chart. @type {Partial<ChartHeader>[][]} */
    this.differs = differs;
    const numbers = summed(bytes.subarray(text), [...groups, ...groups]);
    this.x = numbers.subarray(0, numbers.length / 2);
    this.y = numbers.subarray(numbers.length / 2);
  }

  /** The charts with the slider at this value, if that is one of its places. @param {number} value @returns {ChartPage | null} */
  at(value) {
    const differs = this.differs[this.values.indexOf(value)];
    if (!differs) return null;
    const charts = this.first.map((chart, i) => ({ ...chart, ...differs[i] }));
    return { columns: this.columns, charts, x: this.x, y: this.y };
  }
}

/** Differences added up, along each row of a group and from row to row. @param {Uint8Array} bytes @param {[number, number][]} groups */
function summed(bytes, groups) {
  const n = bytes.length / 4;
  const bits = Uint32Array.from(
    { length: n },
    (_, k) => bytes[k] | (bytes[n + k] << 8) | (bytes[2 * n + k] << 16) | (bytes[3 * n + k] << 24),
  );
  let start = 0;
  for (const [rows, count] of groups) {
    for (let row = 0; row < rows; row++) {
      let along = 0;
      for (let k = start; k < start + count; k++) {
        along += bits[k];
        bits[k] = along + (row ? bits[k - count] : 0);
      }
      start += count;
    }
  }
  return new Float32Array(bits.buffer);
}
