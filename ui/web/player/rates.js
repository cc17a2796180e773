/** What multiple of its α₀ a run uses at a step: the race's one schedule, or each run's own. @param {Race} race @returns {number} */
export const multiple = (race, run, step) => race.rate[ownRates(race) ? run * race.steps + step : step];

/** Whether every run has a schedule of its own. @param {Race} race */
export const ownRates = (race) => race.rate.length > race.steps;

/**
 * The rates as a staircase: step k keeps its rate from k to k + 1, and a cut is a wall. A step without a rate leaves a gap.
 * @param {number} steps @param {(k: number) => number} along @param {(k: number) => number} height
 */
export function stairs(steps, along, height) {
  const path = new Path2D();
  for (let k = 0, down = true; k < steps; k++) {
    const level = height(k);
    if (Number.isNaN(level)) {
      down = true;
      continue;
    }
    path[down ? "moveTo" : "lineTo"](along(k), level);
    path.lineTo(along(k + 1), level);
    down = false;
  }
  return path;
}
