/** Where values stand in a panel: axes, cells and pixels. Cells are even along an axis, in the logarithm where it is log. */

export class Frame {
  /** @param {any} map @param {{left: number, top: number, width: number, height: number}} box of the cells, in pixels */
  constructor(map, box) {
    this.map = map;
    Object.assign(this, box);
  }

  px(x) {
    return this.left + this.width * share(this.map.axes[0], x);
  }

  py(y) {
    return this.top + this.height * (1 - share(this.map.axes[1], y));
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

  /** The pixels a cell covers: left, top, width, height. */
  around({ i, j }) {
    const { columns, rows } = this.map, wide = this.width / columns, tall = this.height / rows;
    return [this.left + i * wide, this.top + (rows - 1 - j) * tall, wide, tall];
  }

  /** The axis values at the middle of a cell. @returns {[number, number]} */
  static centre({ axes: [x, y], columns, rows }, { i, j }) {
    return [valueAt(x, (i + 0.5) / columns), valueAt(y, (j + 0.5) / rows)];
  }

  /** The cell that holds a point, kept inside. */
  static cellAt({ axes, columns, rows }, x, y) {
    const place = (axis, value, n) => Math.max(0, Math.min(n - 1, Math.floor(share(axis, value) * n)));
    return { i: place(axes[0], x, columns), j: place(axes[1], y, rows) };
  }
}

/** How far along an axis a value stands, from 0 to 1. @returns {number} */
export function share({ low, high, log }, value) {
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** @returns {number} */
export function valueAt({ low, high, log }, part) {
  return log ? low * (high / low) ** part : low + part * (high - low);
}
