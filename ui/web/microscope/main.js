/** The microscope: one run, one step at a time, as arrows and as arithmetic. Python's side is `ui/microscope.py`. */

import { unpacked } from "../codec.js";
import { follow, mounted } from "../mount.js";
import { surfaceOf } from "../player/surfaces.js";
import { themeOf } from "../theme.js";
import { voice } from "../voice.js";
import { digits } from "./digits.js";
import { Lines } from "./lines.js";
import { MARKUP } from "./markup.js";
import { Picture } from "./picture.js";
import { Run } from "./run.js";
import { Slice } from "./slice.js";
import { State } from "./state.js";
import { Steps } from "./steps.js";

const NARROW = 700; // pixels, as in the style sheet
const REST = 400; // ms without a step after which the link follows

/** @param {any} component @param {string} base */
export function render(component, base) {
  const microscope = mounted(component, base, ".basin-microscope", Microscope, new Run(unpacked(component.data)));
  const keys = (event) => { if (event.target === document.body) microscope.steps.key(event); };
  document.addEventListener("keydown", keys);
  return () => {
    document.removeEventListener("keydown", keys);
    voice.slide = null;
    microscope.steps.play(false);
  };
}

class Microscope {
  constructor(root) {
    this.root = root;
    root.innerHTML = MARKUP;
    this.shown = 0; // pictures shown, counted for the bench
    const find = (name) => root.querySelector(name);
    this.steps = new Steps(root, () => this.moved());
    this.lines = new Lines(find(".lines"), (line) => this.steps.upTo(line + 1));
    this.state = new State(find(".state table"));
    for (const button of root.querySelectorAll("[data-look]")) button.addEventListener("click", () => this.tell("looked", { view: button.dataset.look }));
  }

  get step() {
    return this.steps.k;
  }

  setUp(Plotly) {
    const find = (name) => this.root.querySelector(name);
    this.picture = new Picture(Plotly, find(".map"));
    this.slice = new Slice(Plotly, find(".slice"));
    const watch = new ResizeObserver(() => {
      for (const plot of this.root.querySelectorAll(".plot")) if (plot._fullLayout && plot.clientWidth) Plotly.Plots.resize(plot);
    });
    for (const pane of this.root.querySelectorAll(".pane:not(.sums)")) watch.observe(pane);
  }

  async update(run, Plotly) {
    const surface = await surfaceOf(run.surface);
    const fresh = !this.picture, theme = themeOf(this.root);
    if (fresh) this.setUp(Plotly);
    Object.assign(this, { run, surface, theme });
    this.steps.length(run.last, run.lines.length);
    const [step, order] = run.stand; // Python says where to stand: a link, a worked example
    if (order !== this.order) this.steps.k = Math.min(step, run.last);
    this.order = order;
    this.lines.show(run, theme);
    this.state.show(run, this.root.clientWidth < NARROW);
    this.root.dataset.look = run.look;
    for (const button of this.root.querySelectorAll("[data-look]")) button.setAttribute("aria-pressed", String(button.dataset.look === run.look));
    this.root.querySelector(".map").setAttribute("aria-label", run.alt);
    this.picture.show(run, surface, theme);
    if (this.sliced) await this.slice.show(run, surface, theme, run.look === "Slice y" ? 1 : 0);
    await this.turn();
    for (const { plot } of [this.picture.map, this.slice]) follow(plot, this);
    this.draw();
    this.finished();
  }

  get sliced() {
    return this.run.look.startsWith("Slice");
  }

  /** Have the map look where the step is. */
  turn() {
    return this.sliced ? undefined : this.picture.look(this.steps.k, this.run.look === "Follow");
  }

  /** The hand, or the playing, has gone on. */
  async moved() {
    if (!this.run) return;
    this.draw();
    await this.turn();
    this.draw();
    this.finished();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => { if (!this.steps.playing) this.tell("went", { step: this.steps.k }); }, REST);
  }

  draw() {
    const { k, sub } = this.steps;
    this.steps.show();
    this.lines.draw(k, sub);
    this.state.draw(k);
    if (this.sliced) this.slice.draw(k, sub);
    else this.picture.draw(k, sub);
    this.root.querySelector(".why span").textContent = this.run.why[k];
    const ground = this.root.querySelector(".ground");
    const loss = `loss ${digits(this.run.loss[k])} → ${digits(this.run.loss[k + 1])}`;
    ground.innerHTML = `${this.sliced ? this.cut(k) : this.picture.deep ? "Contours: the local quadratic. " : ""}${loss}`;
  }

  /** What a slice cannot show by itself: where it lies, and a point beside it. */
  cut(k) {
    const axis = this.slice.axis ?? 0, here = this.run.point(k), [low, high] = this.surface.window[axis];
    if (!(here[axis] >= low && here[axis] <= high)) return `The point lies outside, at ${"xy"[axis]} = ${digits(here[axis])}. `;
    return `Cut at ${"yx"[axis]} = ${digits(here[1 - axis])}. `;
  }

  finished() {
    this.shown += 1;
    this.root.dataset.shown = String(this.shown);
  }
}
