/** The numbers of one run, step by step, as they came from Python. */

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
    this.letters = Object.fromEntries(Object.keys(this.shapes).map((letter) => [letter, data[`letter ${this.same[letter] ?? letter}`]]));
    this.sizes = new Map(Object.entries(this.shapes).map(([letter, shape]) => [letter, shape.reduce((a, b) => a * b, 1)]));
    this.settings = new Set(
      [...this.sizes.keys()].filter((letter) => this.sizes.get(letter) === 1 && this.letters[letter].length === 1 && this.steps > 1),
    );
    this.path = [0, 1].map((i) =>
      Float64Array.from({ length: this.steps + 1 }, (_, k) => (k < this.steps ? this.at("x", k)[i] : this.at("next", this.last)[i])),
    );
  }

  /** A letter's numbers at a step: one, two, or four. @returns {Float64Array} */
  at(letter, k) {
    const size = this.sizes.get(letter);
    const values = this.letters[letter];
    return values.length === size ? values : values.subarray(k * size, (k + 1) * size); // one row stands for all
  }

  /** @param {number} k @returns {Point} */
  point(k) {
    return [this.path[0][k], this.path[1][k]];
  }

  /** Loss, gradient and curvatures (xx, xy, yy) of the surface itself at point k. */
  ground(k) {
    return {
      loss: this.loss[k],
      slope: this["slope here"].subarray(2 * k, 2 * k + 2),
      bend: this["curvature here"].subarray(3 * k, 3 * k + 3),
    };
  }

  /**
   * What step k draws, line by line, in the surface's coordinates; a line that draws nothing has no shape.
   * @returns {Array<{kind: string, role: string, label: string, [what: string]: any} | null>}
   */
  drawn(k) {
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
