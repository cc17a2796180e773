/** What the race's player and the microscope have in common: made once, shown the newest, heard by Python. */

import { loadPlotly } from "./player/plotly.js";
import { voice } from "./voice.js";

/** @type {WeakMap<Element, any>} */
const views = new WeakMap();
let serial = 0;

/**
 * The view that lives in a component's root, made at its first data; shows the data unless newer is already on its way.
 * @param {any} component @param {string} base @param {string} selector of the root @param {any} View @param {any} data what arrived, unpacked
 * @param {(base: string) => any} load what the view needs to draw: Plotly, unless it says otherwise
 * @returns {any} the view, which speaks to Python by `tell`
 */
export function mounted({ parentElement, setTriggerValue }, base, selector, View, data, load = loadPlotly) {
  const root = parentElement.querySelector(selector);
  let view = views.get(root);
  if (!view) {
    views.set(root, (view = new View(root)));
    root.basin = view; // for the browser tests and the bench
  }
  view.tell = (what, event, settled = true) => setTriggerValue(what, { ...event, settled });
  voice.slide = (event) => view.tell("slid", event, false);
  data.serial = ++serial;
  view.newest = data.serial;
  view.queue = (view.queue ?? Promise.resolve())
    .then(async () => {
      if (data.serial < view.newest) return; // a newer picture is already on its way
      await view.update(data, await load(base));
    })
    .catch((error) => console.error(error)); // the next picture gets its own chance
  return view;
}

/** @type {WeakSet<Element>} charts whose axes are listened to */
const followed = new WeakSet();

/** Have a view draw again whenever a chart's axes move; a chart not shown yet is followed once it is. @param {any} plot @param {any} view */
export function follow(plot, view) {
  if (!plot.on || followed.has(plot)) return;
  followed.add(plot);
  for (const name of ["plotly_afterplot", "plotly_relayouting", "plotly_relayout"]) plot.on(name, () => view.draw());
}
