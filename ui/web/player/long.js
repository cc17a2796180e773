/** Long races, of which what a screen can show has come. Python's side is `plots/long_race.py`. */

import { squeezed } from "../shared/codec.js";
import { added, reading } from "./scales.js";

const FIELDS = ["x", "y", "gap"];
const OFF = 0.5; // pixels from one place of a scale to the next: what is drawn is at most half of that off
const NARROW = 0.5; // share of an axis to which it was zoomed in, below which it is known that it no longer is
const REST = 250; // ms for which the picture has stood still
const AGAIN = [1500, 3000]; // ms after which finer numbers are asked for again

/** A race with its numbers; of a long one they come packed. @param {Race} race */
export async function unfolded(race) {
  if (!race.scales) return;
  const [count, n] = [race.runs.length, race.steps + 1];
  const kept = race.kept.map(([, size]) => /** @type {[number, 32]} */ ([size, 32]));
  const [codes, ...rest] = await squeezed(race.packed, [[FIELDS.length * count * n, 16], ...kept]);
  FIELDS.forEach((name, field) => {
    const read = reading(race.scales[field]);
    race[name] = new Float32Array(count * n);
    for (let run = 0; run < count; run++) race[name].set(added(codes, (field * count + run) * n, n, read), run * n);
  });
  race.kept.forEach(([name], i) => {
    for (let k = 1; k < rest[i].length; k++) rest[i][k] += rest[i][k - 1]; // modulo 2³², as whole numbers
    race[name] = new Float32Array(rest[i].buffer);
  });
  for (const name of ["gx", "gy"]) race[name] = new Float32Array(count * n).fill(Number.NaN);
}

/** Has finer numbers come where those that are here would be seen to be off: in a map that is zoomed in, or on a large screen. */
export class Finer {
  /** @param {(event: object) => void} ask */
  constructor(ask) {
    this.ask = ask;
  }

  /** Look at what is shown once it stands still. @param {() => {race: Race, axes: Record<string, Axis>}} shown */
  watch(shown) {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.look(shown, 0), REST);
  }

  /** @param {() => {race: Race, axes: Record<string, Axis>}} shown @param {number} turn */
  look(shown, turn) {
    const { race, axes } = shown();
    if (!race.scales) return;
    const looked = Object.fromEntries(Object.entries(axes).map(([name, axis]) => [name, seen(race, name, axis)]));
    if (!Object.keys(axes).some((name) => unfit(race, name, looked[name]))) return;
    this.ask({ looked: { ...race.looked, ...looked, surface: race.surface } });
    if (turn < AGAIN.length) this.soon = setTimeout(() => this.look(shown, turn + 1), AGAIN[turn]);
  }
}

/** From where to where an axis goes, and on how many pixels; the loss above the lowest. @returns {Looking} */
function seen(race, name, axis) {
  const [low, high] = axis.range[0] < axis.range[1] ? axis.range : [axis.range[1], axis.range[0]];
  const shift = name === "gap" && race.span ? race.lowest : 0;
  return [low - shift, high - shift, axis._length];
}

/** Whether what has come is too coarse for this, or was meant for a much closer look. @param {Race} race */
function unfit(race, name, [low, high, pixels]) {
  const scale = race.scales[FIELDS.indexOf(name)];
  const [from, to] = race.looked[name];
  const most = "half" in scale ? Math.max(Math.abs(low - scale.middle), Math.abs(high - scale.middle)) : 0;
  const apart = "half" in scale ? (2 * scale.end * Math.hypot(scale.half, most)) / scale.top : (scale.high - scale.low) / scale.top;
  return (apart / (high - low)) * pixels > OFF || to - from < NARROW * (high - low);
}
