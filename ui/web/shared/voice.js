/**
 * The sliders speak through the picture while they are dragged: its messages run only its part of the page. The picture puts its functions
 * here; without one there are none. `slide`: a slider has moved. Where the picture can show every place of a slider by itself, once it has
 * the whole of it: `grasp`, the hand takes hold of a slider that has these places, around one of them; `show`, show it,
 * if you can; `heard`, Python has heard where the hand let go of these.
 *
 * @type {{
 *   slide: ((event: {name: string, value: number}) => void) | null,
 *   grasp: ((event: {name: string, values: number[], around: number}) => void) | null,
 *   show: ((name: string, value: number) => boolean) | null,
 *   heard: ((ours: (name: string) => boolean) => void) | null,
 * }}
 */
export const voice = { slide: null, grasp: null, show: null, heard: null };

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
