/** Where a value stands on an axis that is even, in the value or in its logarithm. */

/** How far along, from 0 to 1. @param {{low: number, high: number, log: boolean}} axis @param {number} value */
export const shareAlong = ({ low, high, log }, value) =>
  log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);

/** The value there. @param {{low: number, high: number, log: boolean}} axis @param {number} share */
export const valueAt = ({ low, high, log }, share) => (log ? low * (high / low) ** share : low + share * (high - low));
