/** What all pictures have in common: made once, shown the newest, counted, heard by Python, and left in order. */

import { find } from "./find.js";
import { heardOf } from "./held.js";
import { hearKeys } from "./keys.js";
import { loadPlotly } from "./plotly.js";
import "./revive.js";
import { voice } from "./voice.js";

/** @type {WeakMap<Element, Picture<any, any>>} */
const views = new WeakMap();
let serial = 0;
/** The picture that the sliders speak through. @type {Element | null} */
let speaker = null;

/**
 * Have a view live in a component's root: made at its first data, it shows the data unless newer is already on its way, and hears the
 * keys it names.
 * @template {Arrived} Data @template Library
 * @param {Component} component @param {string} base @param {string} selector of the root
 * @param {new (root: HTMLElement) => Picture<Data, Library>} View @param {Data} data what arrived, unpacked
 * @param {(base: string) => any} load what the view needs to draw: Plotly, unless it says otherwise
 * @returns {() => void} what to do when the component goes; the view's own part of it is its `leave`
 */
export function mounted({ data: arrived, parentElement, setStateValue }, base, selector, View, data, load = loadPlotly) {
  const root = find(parentElement, selector);
  let view = views.get(root);
  if (!view) {
    view = new View(root);
    views.set(root, view);
  }
  view.outbox.send = (said) => setStateValue("said", said);
  view.outbox.heard(heardOf(arrived));
  if (comesFirst(root)) {
    speaker = root;
    Object.assign(voice, spoken(view));
  }
  data.serial = ++serial;
  view.newest = data.serial;
  view.queue = view.queue
    .then(async () => {
      if (data.serial < view.newest) return; // a newer picture is already on its way
      await view.update(data, await load(base));
      view.count();
    })
    .catch((error) => console.error(error)); // the next picture gets its own chance
  const deaf = view.keys && hearKeys(root, view.keys);
  return () => {
    deaf?.();
    if (speaker === root) Object.assign(voice, SILENT);
    view.leave?.();
  };
}

/** Whether the sliders speak through this picture: of several on a page it is the uppermost. @param {Element} root */
const comesFirst = (root) =>
  !speaker?.isConnected || root === speaker || Boolean(root.compareDocumentPosition(speaker) & Node.DOCUMENT_POSITION_FOLLOWING);

const SILENT = { slide: null, grasp: null, show: null, heard: null };

/** What sliders say through this view. @param {Picture<any, any>} view @returns {typeof voice} */
function spoken(view) {
  const slide = (event) => view.tell("slid", event, false);
  return view.slides ? { ...view.slides, slide } : { ...SILENT, slide };
}

/** @type {WeakSet<Element>} charts whose axes are listened to */
const followed = new WeakSet();

/**
 * Have a view draw again whenever a chart's axes move; a chart not shown yet is followed once it is.
 * @param {Plot} plot @param {{draw: () => void}} view
 */
export function follow(plot, view) {
  if (!plot.on || followed.has(plot)) return;
  followed.add(plot);
  for (const name of ["plotly_afterplot", "plotly_relayouting", "plotly_relayout"]) plot.on(name, () => view.draw());
}
