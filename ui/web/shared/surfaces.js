/** The surfaces that have arrived, by id. They travel apart from the paths, and only when they change. */

import { squeezed } from "./codec.js";
import { received, touch } from "./held.js";

/** @type {Map<string, Surface>} */
const arrived = new Map();
/** @type {Map<string, ((surface: Surface) => void)[]>} */
const awaited = new Map();
const KEPT = 12;

/** Entry point of the component that carries a surface. @param {Component} component */
export function render(component) {
  const surface = received(component);
  if (!surface) return;
  const here = arrived.get(surface.id);
  if (here?.picture === surface.picture) keep(here);
  else unfolded(surface).then(keep);
}

/** A surface with its grid. @param {Surface} surface */
async function unfolded(surface) {
  const n = surface.grid;
  const scale = (surface.high - surface.low) / 65535;
  const [[x0, x1], [y0, y1]] = surface.window;
  const [turns] = await squeezed(surface.packed);
  surface.x = Float64Array.from({ length: n }, (_, i) => x0 + ((x1 - x0) * i) / (n - 1));
  surface.y = Float64Array.from({ length: n }, (_, i) => y0 + ((y1 - y0) * i) / (n - 1));
  surface.rows = Array.from({ length: n }, (_, i) => {
    let [slope, level] = [0, 0];
    return Float32Array.from(turns.subarray(i * n, (i + 1) * n), (turn) => {
      slope += turn;
      level = (level + slope) & 65535;
      return surface.low + level * scale;
    });
  });
  return surface;
}

/** It is the newest; whoever waits for it gets it. @param {Surface} surface */
function keep(surface) {
  arrived.delete(surface.id);
  arrived.set(surface.id, surface);
  for (const id of [...arrived.keys()].slice(0, -KEPT)) arrived.delete(id);
  for (const tell of awaited.get(surface.id) ?? []) tell(surface);
  awaited.delete(surface.id);
}

/** The surface of that id, as soon as it is here. @param {string} id @returns {Surface | Promise<Surface>} */
export function surfaceOf(id) {
  const here = arrived.get(id);
  if (here) touch(here.picture); // it stays on the page, while the paths on it come and go
  return here ?? new Promise((tell) => awaited.set(id, [...(awaited.get(id) ?? []), tell]));
}
