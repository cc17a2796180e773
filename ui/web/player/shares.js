/** At which step a share of a run lies, and back; optimizers/schedules/shares.py has the same rule, and says why a hair is looked past. */

const HAIR = 1e-9;

/** @typedef {{at: number, since: number, over: number}} Place the share `at` of the `over` steps from step `since` on */

/**
 * The step at which the rate falls: the first at or after the share, and never the first of all.
 * @param {Place} place @param {number} at
 */
export const stepOf = ({ since, over }, at) => since + Math.max(1, Math.ceil(at * over - HAIR));

/**
 * The share that brings the fall to a step, kept inside the run; rounded down, or the fall would come one step later.
 * @param {Place} place @param {number} step
 */
export function shareOf({ since, over }, step) {
  const fine = over > 1e4 ? 1e6 : 1e4; // four digits tell 10 000 steps apart
  return Math.floor((Math.max(0, Math.min(over, step - since)) * fine) / over) / fine;
}
