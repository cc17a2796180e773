/** Where values stand in a panel: axes, cells and pixels. Cells are even along an axis, in the logarithm where it is log. */

import { shareAlong, valueAt } from "../shared/axes.js";

export class Frame {
  /** @param {OutcomeMap} map @param {{left: number, top: number, width: number, height: number}} box of the cells, in pixels */
  constructor(map, { left, top, width, height }) {
    this.map = map;
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  px(x) {
    return this.left + this.width * shareAlong(this.map.axes[0], x);
  }

  py(y) {
    return this.top + this.height * (1 - shareAlong(this.map.axes[1], y));
  }

  /** The point at a pixel, kept inside. @returns {[number, number]} */
  at(px, py) {
    const inside = (s) => Math.max(0, Math.min(1, s));
    const [x, y] = this.map.axes;
    return [valueAt(x, inside((px - this.left) / this.width)), valueAt(y, inside(1 - (py - this.top) / this.height))];
  }

  holds(px, py) {
    return px >= this.left && py >= this.top && px < this.left + this.width && py < this.top + this.height;
  }

  /** The cell at a pixel, kept inside. */
  cell(px, py) {
    const { columns, rows } = this.map;
    const within = (n, most) => Math.max(0, Math.min(most - 1, Math.floor(n)));
    return { i: within(((px - this.left) / this.width) * columns, columns), j: within((1 - (py - this.top) / this.height) * rows, rows) };
  }

  /** The pixels a cell covers: left, top, width, height. @param {Cell} cell @returns {[number, number, number, number]} */
  around({ i, j }) {
    const { columns, rows } = this.map;
    const wide = this.width / columns;
    const tall = this.height / rows;
    return [this.left + i * wide, this.top + (rows - 1 - j) * tall, wide, tall];
  }

  /** The axis values at the middle of a cell. @returns {[number, number]} */
  static centre({ axes: [x, y], columns, rows }, { i, j }) {
    return [valueAt(x, (i + 0.5) / columns), valueAt(y, (j + 0.5) / rows)];
  }

  /** The cell that holds a point, kept inside. */
  static cellAt({ axes, columns, rows }, x, y) {
    const place = (axis, value, n) => Math.max(0, Math.min(n - 1, Math.floor(shareAlong(axis, value) * n)));
    return { i: place(axes[0], x, columns), j: place(axes[1], y, rows) };
  }
}
