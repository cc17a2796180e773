/** What colour a cell has: by how its run ended, how many steps it took, or how low it came. */

// Cividis (Nuñez, Anderton and Renslow 2018): its lightness rises evenly, with or without colour vision.
const SCALE = ["#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"];
const NEVER = 65535; // steps of a run that never arrived
const DEEPEST = 12; // decades of the loss that the colours tell apart

import { shareAlong } from "../shared/axes.js";

export class Colours {
  /** @param {OutcomeMap} map @param {Theme} theme */
  constructor(map, theme) {
    this.map = map;
    this.outcomes = map.outcomes.map((outcome) => rgb(outcome[theme.key]));
    this.scale = Array.from({ length: 256 }, (_, i) => mixed(i / 255));
    if (map.colouring === "steps" && map.steps) this.span = spanOf(map.steps, (steps) => steps < NEVER, 1, true);
    if (map.colouring === "loss" && map.loss) {
      this.span = spanOf(map.loss, Number.isFinite, map.log ? Number.MIN_VALUE : -Infinity, map.log);
      if (map.log) this.span[0] = Math.max(this.span[0], this.span[1] / 10 ** DEEPEST);
    }
  }

  /** Whether a cell shows its outcome. @param {number} at */
  plain(at) {
    const { map } = this;
    if (map.colouring === "steps") return map.steps[at] === NEVER;
    return map.colouring === "loss" ? !Number.isFinite(map.loss[at]) : true;
  }

  /** @param {number} at @returns {number[]} red, green, blue */
  of(at) {
    const { map } = this;
    if (!this.span || this.plain(at)) return this.outcomes[map.code[at]];
    const value = map.colouring === "steps" ? map.steps[at] : map.loss[at];
    return this.scale[Math.round(255 * (1 - this.share(value)))]; // the brighter the better
  }

  /** Where a value stands on the scale, from 0 (best) to 1. */
  share(value) {
    const [low, high] = this.span;
    const log = this.map.colouring === "steps" || this.map.log;
    const part = shareAlong({ low, high, log }, log ? Math.max(value, low) : value);
    return Math.max(0, Math.min(1, part));
  }
}

/**
 * What the colours span: all but the outermost hundredth at either end, nor a few runs on their way out; odd cells must not flatten the
 * rest.
 */
function spanOf(values, counts, least, log) {
  const kept = Float64Array.from(values)
    .filter(counts)
    .map((value) => Math.max(value, least))
    .sort();
  if (!kept.length) return [1, 10];
  const [low, most, top] = [0.01, 0.9, 0.99].map((part) => kept[Math.round(part * (kept.length - 1))]);
  const high = log ? Math.min(top, 100 * most) : top;
  return high > low ? [low, high] : [low, log ? low * 10 : low + 1];
}

/** A colour of the scale. @param {number} part from 0 to 1 */
function mixed(part) {
  const place = part * (SCALE.length - 1);
  const i = Math.min(SCALE.length - 2, Math.floor(place));
  const [a, b] = [rgb(SCALE[i]), rgb(SCALE[i + 1])];
  return a.map((v, k) => Math.round(v + (place - i) * (b[k] - v)));
}

/** @param {string} hex @returns {number[]} */
function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
