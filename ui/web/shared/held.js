/** The pictures that came last, by name, so that Python need not send one again. Python's side is `ui/parts/pictures.py`. */

import { unpacked } from "./codec.js";

const NAME = 16; // letters of a name
const HEARD = 16; // digits of the number of the last event that Python has heard
const KEPT = 48; // pictures; Python trusts what it was told for 16 at most
const TOLD = 8; // as many as Python is told of: what is on the page, and what was just before

/** @type {Map<string, Uint8Array>} */
const held = new Map();

/** The pictures that Python may name instead of sending them. @returns {string[]} */
export const names = () => [...held.keys()].slice(-TOLD);

/**
 * What a component was sent, unpacked; nothing if it is named a picture that is not here: it is asked for.
 * @param {Pick<Component, "data" | "setStateValue">} component
 * @returns {any} a header of `types.d.ts`, with its arrays
 */
export function received({ data, setStateValue }) {
  const name = tailOf(data).slice(0, NAME);
  const blob = typeof data === "string" ? held.get(name) : data;
  if (!blob) {
    setStateValue("said", { events: [], held: [], n: performance.now() }); // a new word each time, or nobody hears it
    return undefined;
  }
  held.set(name, blob);
  touch(name);
  for (const old of [...held.keys()].slice(0, -KEPT)) held.delete(old);
  return Object.assign(unpacked(blob), { picture: name });
}

/** A picture is in use: it is among those that came last. Who draws on it says so, for one that stays is not sent. @param {string} name */
export function touch(name) {
  const blob = held.get(name);
  if (!blob) return;
  held.delete(name);
  held.set(name, blob);
}

/**
 * The number of the last event that Python has heard from a component.
 * @param {Uint8Array | string} data what it was sent @returns {number}
 */
export const heardOf = (data) => Number(tailOf(data).slice(NAME));

/** What stands behind a picture, or in its place. @param {Uint8Array | string} data @returns {string} */
const tailOf = (data) => (typeof data === "string" ? data : new TextDecoder().decode(data.subarray(-NAME - HEARD)));
