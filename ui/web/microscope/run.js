/** One run: where it goes, and the numbers of its steps as far as they have come from Python. */

import { windowsOf } from "./windows.js";

class Numbers {
  /** @param {Magnified} data the unpacked blob */
  constructor(data) {
    Object.assign(this, data);
  }
}

/** They stand in a run under the names they came by. @type {new (data: Magnified) => Magnified} */
const AsTheyCame = /** @type {any} */ (Numbers);

export class Run extends AsTheyCame {
  /** @param {Magnified} data */
  constructor(data) {
    super(data);
    this.last = this.steps - 1; // the last step there is
    this.sizes = new Map(Object.entries(this.shapes).map(([letter, shape]) => [letter, shape.reduce((a, b) => a * b, 1)]));
    const settles = (letter) => this.sizes.get(letter) === 1 && this.constant(letter) && this.steps > 1;
    this.settings = new Set([...this.sizes.keys()].filter(settles));
    this.sides = [0, 1].map((i) => Float64Array.from({ length: this.steps + 1 }, (_, k) => this.path[2 * k + i]));
  }

  /** The one row of a letter that never changes. @param {string} letter @returns {Float64Array | undefined} */
  constant(letter) {
    return this[`letter ${this.same[letter] ?? letter}`];
  }

  /** The window that a step's numbers are in, if it has come. @param {number} k @returns {Steps | undefined} */
  window(k) {
    const holds = (window) => window && k >= window.first && k < window.first + window.count;
    if (!holds(this.latest)) this.latest = windowsOf(this.id).find(holds);
    return this.latest;
  }

  /** Whether every number of a step is here. @param {number} k */
  has(k) {
    return this.window(k) !== undefined;
  }

  /** A step whose numbers are not here and soon will be wanted, if there is one: this one, or one within reach of the hand. */
  missing(k) {
    return [k, Math.min(this.last, k + this.ahead), Math.max(0, k - this.ahead)].find((one) => !this.has(one));
  }

  /** A letter's numbers at a step: one, two, or four; none if they have not come. @param {string} letter @param {number} k */
  at(letter, k) {
    const name = this.same[letter] ?? letter;
    if (name === "x") return this.path.subarray(2 * k, 2 * k + 2);
    if (name === "next") return this.path.subarray(2 * k + 2, 2 * k + 4);
    return this.constant(name) ?? this.from(`letter ${name}`, k, this.sizes.get(name));
  }

  /** A step's row out of its window. @param {any} name @param {number} k @param {number} size @returns {Float64Array | undefined} */
  from(name, k, size) {
    const window = this.window(k);
    return window?.[name].subarray((k - window.first) * size, (k - window.first + 1) * size);
  }

  /** @param {number} k @returns {Point} */
  point(k) {
    return [this.path[2 * k], this.path[2 * k + 1]];
  }

  /** Why a step is as it is. @param {number} k */
  why(k) {
    const window = this.window(k);
    return window?.why[k - window.first] ?? "…";
  }

  /** Loss, gradient and curvatures (xx, xy, yy) of the surface itself at point k; of a step that has not come, the loss. */
  ground(k) {
    return { loss: this.loss[k], slope: this.from("slope here", k, 2), bend: this.from("curvature here", k, 3) };
  }

  /**
   * What step k draws, line by line, in the surface's coordinates; a line that draws nothing has no shape, nor has one whose numbers
   * have not come.
   * @returns {Array<{kind: string, role: string, label: string, [what: string]: any} | null>}
   */
  drawn(k) {
    if (!this.has(k)) return [];
    const here = this.point(k);
    const asked = this.lines.some((line) => line.letter === "at") ? this.at("at", k) : here;
    const [lr] = this.at("lr", k);
    let tip = here;
    return this.lines.map((line) => {
      if (!line.draws) return null;
      const value = this.at(line.letter, k);
      const base = { role: line.role, label: line.label, kind: line.draws };
      /** @param {ArrayLike<number>} from @param {ArrayLike<number>} by */
      const arrow = (from, by) => ({ ...base, from, to: /** @type {Point} */ ([from[0] + by[0], from[1] + by[1]]) });
      if (line.draws === "slope") return arrow(asked, [-lr * value[0], -lr * value[1]]);
      if (line.draws === "part" || line.draws === "sum") return arrow(here, value);
      if (line.draws === "move") {
        const made = arrow(tip, value);
        tip = made.to;
        return made;
      }
      if (line.draws === "end") return { ...base, kind: "sum", from: here, to: [...value] };
      if (line.draws === "point") return { ...base, at: [...value] };
      if (line.draws === "ellipse") {
        const of = Math.hypot(...this.at(line.of, k));
        return { ...base, at: here, axes: [Math.abs(value[0]) * of, Math.abs(value[1]) * of] };
      }
      const matrix = line.draws === "model" ? [...value] : inverse(value);
      return { ...base, kind: "model", at: here, slope: [...this.at("g", k)], matrix };
    });
  }
}

/** Of a 2 × 2 matrix, row by row. @param {ArrayLike<number>} matrix */
function inverse({ 0: a, 1: b, 2: c, 3: d }) {
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det];
}
