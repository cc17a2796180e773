/**
 * The sliders speak through the player while they are dragged: its messages run only the picture's part of the page.
 * The player puts its function here; without a player there is none.
 *
 * @type {{slide: ((event: {name: string, value: number}) => void) | null}}
 */
export const voice = { slide: null };

/**
 * What the player says of a slider while the run goes on: a value to be marked on it, words for it, and on which side of it the slider
 * stands. `at` is null where there is none; `over` turns the slider.
 * @typedef {{name: string, at: number | null, words: string, side: string, over: boolean}} Mark
 */

/** @type {Mark | null} */
let said = null;
/** @type {Set<(said: Mark | null) => void>} */
const listeners = new Set();

/** Mark a slider; null takes the mark away. @param {Mark | null} what */
export function mark(what) {
  said = what;
  for (const hear of listeners) hear(said);
}

/** Hear every mark from now on, the present one first. @param {(said: Mark | null) => void} hear @returns {() => void} stops it */
export function hearMarks(hear) {
  listeners.add(hear);
  hear(said);
  return () => listeners.delete(hear);
}
