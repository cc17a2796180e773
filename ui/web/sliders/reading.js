/** A number as a person types or pastes it. Python's twin is `reading.py`; `tests/readings.json` holds both to the same cases. */

const RAISED = "⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
const LEVEL = "+-0123456789";
// A raised power that is copied from a page comes level: 10−3.
const PART = /^\s*([+-]?)\s*(?:10(?:\^|(?=-))([+-]?\d+)|([\d.,' _]*\d[\d.,' _]*)(?:e([+-]?\d+)|\s*\*\s*10(?:\^|(?=-))([+-]?\d+))?)\s*$/;
const MIXED = /^\s*([+-]?)\s*(\d+) +(\d+)\/(\d+)\s*$/;
const POINT = /^(?:\d+[.,]?|\d*[.,]\d+)$/; // one separator at most
const DOUBTFUL = /^([1-9]\d{0,2})([.,])(\d{3})$/;
const GROUPS = /^([1-9]\d{0,2}(?:([.,' _])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d*))?$/;
const ENDLESS = ["inf", "infinity", "nan", "∞"];

/** Why a text is no number, in a few words that follow it. */
class Refusal extends Error {}

/**
 * A comma before three last digits parts thousands where a whole number is asked for, and is refused elsewhere; so is a point there where
 * a whole number is asked for.
 * @param {string} text @param {boolean} whole @returns {{value?: number, problem?: string}}
 */
export function read(text, whole = false) {
  try {
    return { value: number(unified(text), whole) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.message };
    throw error;
  }
}

function number(plain, whole) {
  if (!plain) throw new Refusal("is empty");
  if (ENDLESS.includes(plain.replace(/^[+-]+/, "").trim())) throw new Refusal("is not a finite number");
  const value = mixed(plain) ?? quotient(plain, whole);
  if (!Number.isFinite(value)) throw new Refusal("is not a finite number");
  return value;
}

/** 1½ or 1 1/2; nothing if it is another kind of number. */
function mixed(plain) {
  const found = MIXED.exec(plain);
  if (!found || GROUPS.test(`${found[2]} ${found[3]}`)) return undefined;
  const [sign, first, top, bottom] = [found[1], ...found.slice(2).map(Number)];
  if (bottom === 0) throw new Refusal("is not a number");
  return (first + top / bottom) * (sign === "-" ? -1 : 1);
}

function quotient(plain, whole) {
  const stroke = plain.indexOf("/");
  if (stroke < 0) return part(plain, whole);
  const top = part(plain.slice(0, stroke), whole);
  const bottom = part(plain.slice(stroke + 1), whole);
  if (bottom === 0) throw new Refusal("is not a number");
  return top / bottom;
}

/** The text with one spelling for each sign: powers raised by ^, one hyphen, one blank, one apostrophe, * for times. */
function unified(text) {
  return text
    .replace(/[⁺⁻⁰¹²³⁴-⁹]+/g, (power) => `^${[...power].map((one) => LEVEL[RAISED.indexOf(one)]).join("")}`)
    .replace(/[¼-¾⅐-⅞↉]/g, " $&")
    .normalize("NFKC")
    .replace(/[⁄∕]/g, "/")
    .toLowerCase()
    .replace(/[‐‒–—−]/g, "-")
    .replaceAll("’", "'")
    .replaceAll("**", "^")
    .replace(/[·⋅∙×x*]/g, "*")
    .trim();
}

/** A number without a stroke. */
function part(text, whole) {
  const found = PART.exec(text);
  if (!found) throw new Refusal("is not a number");
  const [, sign, alone, digits, e, power] = found;
  const value = Number(`${alone ? "1" : decimal(digits.trim(), whole)}e${alone ?? power ?? e ?? "0"}`);
  return sign === "-" ? -value : value;
}

/** Digits with a decimal point and no other sign. */
function decimal(digits, whole) {
  const doubtful = DOUBTFUL.exec(digits);
  if (doubtful) {
    const [, first, sign, last] = doubtful;
    if (whole && sign === ",") return first + last;
    if (whole || sign === ",") throw new Refusal(`can be read in two ways: write ${first}${last} or ${Number(`${first}.${last}`)}`);
  }
  if (POINT.test(digits)) return digits.replace(",", ".");
  const groups = GROUPS.exec(digits);
  if (!groups) throw new Refusal("is not a number");
  return `${groups[1].replace(/\D/g, "")}.${groups[3] || 0}`;
}
