/** The numbers of a run's steps come in windows, and stay for as long as the run may be looked at. Python's side is `plots/sheet.py`. */

import { received } from "../shared/held.js";

const RUNS = 4; // as a slider goes to and fro
const KEPT = 64; // windows of each

/** @type {Map<string, Steps[]>} by the run they are of */
const arrived = new Map();
let tell = () => {};

/** Entry point of the component that carries them. @param {Component} component */
export function render(component) {
  /** @type {Steps | undefined} */
  const steps = received(component);
  if (!steps) return;
  const others = windowsOf(steps.run).filter(({ first }) => first !== steps.first);
  arrived.delete(steps.run);
  arrived.set(steps.run, [steps, ...others].slice(0, KEPT));
  for (const old of [...arrived.keys()].slice(0, -RUNS)) arrived.delete(old);
  tell();
}

/** What has come of a run. @param {string} run @returns {Steps[]} */
export const windowsOf = (run) => arrived.get(run) ?? [];

/** Say so whenever one has come. @param {() => void} hear */
export function whenOneComes(hear) {
  tell = hear;
}
