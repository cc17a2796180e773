/** The microscope: one run, one step at a time, as arrows and as arithmetic. Python's side is `ui/microscope/view.py`. */

import { find, findAll } from "../shared/find.js";
import { received } from "../shared/held.js";
import { follow, mounted } from "../shared/mount.js";
import { surfaceOf } from "../shared/surfaces.js";
import { themeOf } from "../shared/theme.js";
import { View } from "../shared/view.js";
import { digits } from "./digits.js";
import { Lines } from "./lines.js";
import { MARKUP } from "./markup.js";
import { Picture } from "./picture.js";
import { Run } from "./run.js";
import { Slice } from "./slice.js";
import { State } from "./state.js";
import { Steps } from "./steps.js";
import { whenOneComes } from "./windows.js";

const NARROW = 560; // pixels, as in the style sheet
const REST = 400; // ms without a step after which the link follows
const PATIENCE = 150; // ms for which the old step stays as it is, while the numbers of the new one are on their way
const AGAIN = 1000; // ms after which what has not come is asked for again

/** @param {Component} component @param {string} base */
export function render(component, base) {
  const picture = received(component);
  if (!picture) return;
  return mounted(component, base, ".basin-microscope", Microscope, new Run(picture));
}

class Microscope extends View {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root);
    root.innerHTML = MARKUP;
    this.late = false; // whether the numbers of the step keep us waiting, so that it is shown without them
    this.steps = new Steps(
      root,
      () => this.moved(),
      () => this.here,
    );
    this.lines = new Lines(find(root, ".lines"), (line) => this.steps.upTo(line + 1));
    this.state = new State(find(root, ".state table"));
    for (const button of findAll(root, "[data-look]"))
      button.addEventListener("click", () => this.tell("looked", { view: button.dataset.look }));
    whenOneComes(() => this.came());
  }

  get keys() {
    return this.steps.keys;
  }

  leave() {
    this.steps.play(false);
  }

  get step() {
    return this.steps.k;
  }

  /** Whether every number of the step is here. */
  get here() {
    return this.run?.has(this.steps.k) ?? false;
  }

  /** Whether the step is to be shown: with its numbers, or after a while without them. */
  get shows() {
    return this.here || this.late;
  }

  /** @param {Plotly} Plotly */
  setUp(Plotly) {
    this.picture = new Picture(Plotly, find(this.root, ".map"));
    this.slice = new Slice(Plotly, find(this.root, ".slice"));
    const watch = new ResizeObserver(() => {
      for (const { plot } of [this.picture.map, this.slice]) if (plot._fullLayout && plot.clientWidth) Plotly.Plots.resize(plot);
    });
    for (const pane of findAll(this.root, ".pane:not(.sums)")) watch.observe(pane);
  }

  /** @param {Run} arrived @param {Plotly} Plotly */
  async update(arrived, Plotly) {
    const surface = await surfaceOf(arrived.surface);
    const fresh = !this.picture;
    const theme = themeOf(this.root);
    if (fresh) this.setUp(Plotly);
    const same = arrived.picture === this.run?.picture; // as when nothing but a window has come
    const run = same ? this.run : arrived;
    this.run = run;
    this.surface = surface;
    this.theme = theme;
    this.steps.length(run.last, run.lines.length);
    const [step, order] = run.stand; // Python says where to stand: a link, a worked example
    if (order !== this.order) this.steps.stand(Math.min(step, run.last));
    this.order = order;
    if (!same) this.late = !this.here;
    this.fetch();
    this.lines.show(run, theme);
    this.state.show(run, this.root.clientWidth < NARROW);
    this.root.dataset.look = run.look;
    for (const button of findAll(this.root, "[data-look]")) button.setAttribute("aria-pressed", String(button.dataset.look === run.look));
    find(this.root, ".map").setAttribute("aria-label", run.alt);
    this.picture.show(run, surface, theme);
    if (this.sliced) await this.slice.show(run, surface, theme, run.look === "Slice y" ? 1 : 0);
    await this.turn();
    for (const { plot } of [this.picture.map, this.slice]) follow(plot, this);
    this.draw();
  }

  get sliced() {
    return this.run.look.startsWith("Slice");
  }

  /** Have the map look where the step is. */
  turn() {
    if (this.sliced || !this.shows) return undefined;
    return this.picture.look(this.steps.k, this.run.look === "Follow" && this.here);
  }

  /** Ask for the numbers that are wanted next, one window at a time: the hand may be elsewhere when it comes. */
  fetch() {
    if (this.here) {
      clearTimeout(this.patience);
      this.patience = undefined;
      this.late = false;
    } else this.patience ??= setTimeout(() => this.lose(), PATIENCE);
    const step = this.run.missing(this.steps.k);
    if (step === undefined || this.asked) return;
    this.asked = setTimeout(() => this.came(), AGAIN);
    this.ask("neared", { step });
  }

  /** A window has come, or none for a long time. */
  came() {
    clearTimeout(this.asked);
    this.asked = undefined;
    if (this.run) this.see();
  }

  /** Patience is lost: the step is shown as far as it is known. */
  lose() {
    this.late = true;
    this.see();
  }

  /** Show the step, and have what is wanted next on its way. */
  async see() {
    this.fetch();
    if (!this.shows) return;
    this.draw();
    await this.turn();
    this.draw();
    if (this.here) this.count();
  }

  /** The hand, or the playing, has gone on. */
  moved() {
    if (!this.run) return;
    this.see();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (!this.steps.playing) this.tell("went", { step: this.steps.k });
    }, REST);
  }

  draw() {
    if (!this.shows) return;
    const { k, sub } = this.steps;
    this.steps.show();
    this.lines.draw(k, sub);
    this.state.draw(k);
    if (this.sliced) this.slice.draw(k, sub);
    else this.picture.draw(k, sub);
    find(this.root, ".why span").textContent = this.run.why(k);
    const ground = find(this.root, ".ground");
    const loss = `loss ${digits(this.run.loss[k])} → ${digits(this.run.loss[k + 1])}`;
    ground.innerHTML = `${this.sliced ? this.cut(k) : this.picture.deep ? "Contours: the local quadratic. " : ""}${loss}`;
  }

  /** What a slice cannot show by itself: where it lies, and a point beside it. */
  cut(k) {
    const axis = this.slice.axis ?? 0;
    const here = this.run.point(k);
    const [low, high] = this.surface.window[axis];
    if (!(here[axis] >= low && here[axis] <= high)) return `The point lies outside, at ${"xy"[axis]} = ${digits(here[axis])}. `;
    return `Cut at ${"yx"[axis]} = ${digits(here[1 - axis])}. `;
  }
}
