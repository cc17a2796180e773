/** The start's ring for keys: a stop in the tab order that stands where the ring is drawn, says its place, and is moved by the arrows. */

import { digits } from "../shared/digits.js";

const STEP = 0.01; // of what the picture shows, by an arrow key; a tenth of it with Shift
const PATIENCE = 2300; // ms after the last key that an answer may take, until which older ones do not count
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Ring {
  /**
   * @param {HTMLElement} stop @param {import("../shared/map.js").Map2D} map
   * @param {{start: () => number[], held: (point: number[]) => void, drag: Drag<number[]>}} to
   */
  constructor(stop, map, to) {
    this.stop = stop;
    this.map = map;
    this.to = to;
    /** @type {number[] | null} where keys have led to, until the picture is there */
    this.wanted = null;
    stop.addEventListener("keydown", (event) => this.key(event));
  }

  /** Stand where the start is; one outside the picture waits at its edge. */
  place() {
    if (!this.map.surface) return;
    const at = this.to.start();
    const [left, top] = this.map.axes.map((axis, i) => `${axis._offset + Math.max(0, Math.min(axis._length, axis.l2p(at[i])))}px`);
    const label = `Start (${at.map(digits).join(", ")}): arrow keys move it`;
    if (this.stop.style.left !== left || this.stop.style.top !== top) Object.assign(this.stop.style, { left, top });
    if (this.stop.getAttribute("aria-label") !== label) this.stop.setAttribute("aria-label", label);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the player would step
    const from = this.wanted ?? this.to.start();
    const share = event.shiftKey ? STEP / 10 : STEP;
    const point = this.map.axes.map((axis, i) => Number((from[i] + way[i] * share * Math.abs(axis.range[1] - axis.range[0])).toFixed(3)));
    this.wanted = point;
    this.to.held(point);
    this.to.drag.say(point);
    this.to.drag.rest();
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      this.wanted = null;
    }, PATIENCE);
  }
}
