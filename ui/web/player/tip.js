/** What the pointer is over, in numbers: one step of one run. */

import { digits } from "../shared/digits.js";
import { multiple } from "./rates.js";

/** @param {Race} race @param {{run: number, step: number}} found @returns {import("../shared/tip.js").Said} */
export function saidOf(race, { run, step }) {
  const at = run * (race.steps + 1) + step;
  const lines = [
    `(${race.axes.join(", ")}) = (${digits(race.x[at])}, ${digits(race.y[at])})`,
    `loss ${digits(race.gap[at] + race.lowest)}`,
    race.axis === "evaluations" ? `${race.cost[at]} ${race.spent ?? "evaluations"} so far` : "",
    step < race.steps && !Number.isNaN(race.gx[at]) ? `gradient (${digits(race.gx[at])}, ${digits(race.gy[at])})` : "",
    step < race.steps ? `rate ${digits(race.runs[run].lr * multiple(race, run, step))}` : "",
  ];
  return { title: `${race.runs[run].label}, step ${step}`, lines: lines.filter(Boolean) };
}
