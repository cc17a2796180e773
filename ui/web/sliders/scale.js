/** Where a slider's thumb can stand, and what it reads there. */

import { shareAlong } from "../shared/axes.js";
import { signed } from "../shared/digits.js";
import { read } from "./reading.js";

/** @typedef {{name: string, title: string, value: number, default: number, low: number, high: number, legal: [number, number],
 *   textbook: number[], log: boolean, whole: boolean, help: string, options: string[]}} Row */

const MOST = 210; // even places, so that each has a pixel of its own on a slider of 240
const CELLS = 200; // of a scale by ratios
const CLOSE = 1e-9; // relative; what is as near as this lies on a cell's border

/** @type {Map<string, number[]>} */
const known = new Map();

/**
 * The values of a slider's places, ascending. An even scale has the multiples of a round step. A scale by ratios is cut into cells of one
 * ratio, and each gives the roundest number in it. So 0.9 is a place, and not 0.8991. Both ends, the default and what textbooks use
 * are, too.
 * @param {Row} row @returns {number[]}
 */
export function places(row) {
  const { low, high, log, whole } = row;
  const key = JSON.stringify([low, high, log, whole, row.default, row.textbook]);
  let found = known.get(key);
  if (!found) {
    const all = [low, high, row.default, ...row.textbook, ...(log ? cells(row) : multiples(row))];
    found = [...new Set(all.filter((one) => low <= one && one <= high))].sort((a, b) => a - b);
    known.set(key, found);
  }
  return found;
}

const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

function multiples({ low, high, whole }) {
  if (high === low) return [];
  for (let power = Math.floor(Math.log10((high - low) / MOST)) - 1; ; power++) {
    for (const step of [10, 25, 50]) {
      // a step of 2 would pass over 5
      const size = step / 10 ** -power;
      if ((high - low) / size > MOST || (whole && !Number.isInteger(size))) continue;
      return range(Math.ceil(low / size), Math.floor(high / size)).map((n) => Number(`${n * step}e${power}`));
    }
  }
}

function cells({ low, high, whole }) {
  const border = (i) => low * (high / low) ** Math.min(1, Math.max(0, (i - 0.5) / CELLS));
  return range(0, CELLS)
    .map((i) => roundest(border(i), border(i + 1), whole))
    .filter((one) => one !== undefined);
}

/** The number between two that is a multiple of the largest step 1, 5 or 2 times a power of ten; nothing if it had to be whole. */
function roundest(from, to, whole) {
  for (let power = Math.ceil(Math.log10(to)) - 1; ; power--) {
    for (const step of [10, 5, 2]) {
      const size = step / 10 ** -power;
      if (whole && size < 1) return undefined;
      const first = Math.ceil((from / size) * (1 - CLOSE));
      const middle = Math.round((from + to) / 2 / size);
      if (first * size > to * (1 + CLOSE)) continue;
      return Number(`${step * (middle * size >= from && middle * size <= to ? middle : first)}e${power}`);
    }
  }
}

/** How far along the slider a value stands, from 0 to 1. @param {Row} row @param {number} value */
export function shareOf(row, value) {
  const all = places(row);
  const inside = Math.min(row.high, Math.max(row.low, value));
  if (all.length < 2) return 0;
  const above = Math.max(
    1,
    all.findIndex((one) => one >= inside),
  );
  const [a, b] = [all[above - 1], all[above]];
  return (above - 1 + shareAlong({ low: a, high: b, log: row.log }, inside)) / (all.length - 1);
}

/** The place nearest to a value. @param {Row} row @param {number} value @returns {number} */
export function tickOf(row, value) {
  return Math.round(shareOf(row, value) * (places(row).length - 1));
}

/** What a key leads to that moves the thumb to this place: the next one, seen from a value that may lie between two. @param {Row} row */
export function pressedTo(row, value, tick) {
  const all = places(row);
  const way = tick - tickOf(row, value);
  if (way === 1) return all.find((one) => one > value) ?? row.high;
  if (way === -1) return all.findLast((one) => one < value) ?? row.low;
  return all[tick];
}

/** As a person writes it, and as the field reads it: no more digits than needed. @param {number} value */
export function written(value) {
  const size = Math.abs(value);
  const powers = value.toExponential().replace("e+", "e");
  const plain = String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
  const small = value !== 0 && size < 1e-3;
  const large = size >= 1e5 && powers.length < plain.length;
  return signed(small || large ? powers : plain);
}

/** What was typed, or why it will not do. @param {Row} row @param {string} text @returns {{value?: number, problem?: string}} */
export function readTyped(row, text) {
  const allowed = `${written(row.legal[0])} to ${written(row.legal[1])}`;
  const { value, problem } = read(text, row.whole);
  if (!text.trim()) return { problem: `Type a number. Allowed: ${allowed}.` };
  if (problem) return { problem: `“${text.trim().slice(0, 24)}” ${problem}. Allowed: ${allowed}.` };
  if (value < row.legal[0] || value > row.legal[1]) return { problem: `${written(value)} is out of range. Allowed: ${allowed}.` };
  if (row.whole && !Number.isInteger(value)) return { problem: `${written(value)} is not a whole number. Allowed: ${allowed}.` };
  return { value };
}
