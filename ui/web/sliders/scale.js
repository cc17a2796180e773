/** The slider's thumb runs over whole ticks; this turns a tick into a value and back. */

export const TICKS = 1000;

/** @typedef {{name: string, title: string, value: number, default: number, low: number, high: number,
 *   legal: [number, number], log: boolean, whole: boolean, help: string, options: string[]}} Row */

/** @param {Row} row @param {number} tick @returns {number} */
export function valueAt(row, tick) {
  const share = tick / TICKS;
  if (tick <= 0) return row.low;
  if (tick >= TICKS) return row.high;
  if (row.log) {
    const value = row.low * (row.high / row.low) ** share;
    return row.whole ? Math.round(value) : Number(value.toPrecision(3));
  }
  const value = row.low + share * (row.high - row.low);
  if (row.whole) return Math.round(value);
  const decimals = Math.max(0, Math.ceil(-Math.log10((row.high - row.low) / TICKS)));
  return Number(value.toFixed(decimals));
}

/** @param {Row} row @param {number} value @returns {number} */
export function tickOf(row, value) {
  const inside = Math.min(row.high, Math.max(row.low, value));
  const share = row.log ? Math.log(inside / row.low) / Math.log(row.high / row.low) : (inside - row.low) / (row.high - row.low);
  return Math.round(share * TICKS);
}

/** As a person writes it: no more digits than needed. @param {number} value */
export function written(value) {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential().replace("e+", "e");
  return String(Number(value.toPrecision(6)));
}

/** What was typed, or why it will not do. @param {Row} row @param {string} text @returns {{value?: number, problem?: string}} */
export function readTyped(row, text) {
  const allowed = `${written(row.legal[0])} to ${written(row.legal[1])}`;
  const value = Number(text.trim().replace(",", ".").replace("−", "-"));
  if (text.trim() === "" || !Number.isFinite(value)) return { problem: `“${text.slice(0, 20)}” is not a number. Allowed: ${allowed}.` };
  if (value < row.legal[0] || value > row.legal[1]) return { problem: `${written(value)} is out of range. Allowed: ${allowed}.` };
  if (row.whole && !Number.isInteger(value)) return { problem: `${written(value)} is not a whole number. Allowed: ${allowed}.` };
  return { value };
}
