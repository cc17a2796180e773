/** What multiple of its α₀ a run uses at a step: the race's one schedule, or each run's own. @param {any} race @returns {number} */
export const multiple = (race, run, step) => race.rate[ownRates(race) ? run * race.steps + step : step];

/** Whether every run has a schedule of its own. @param {any} race */
export const ownRates = (race) => race.rate.length > race.steps;
