/** The balls of a budget against the ellipses of a data loss, a panel for each penalty. Python's side is `ui/diamond/balls.py`. */

import { Drag } from "../shared/drag.js";
import { find } from "../shared/find.js";
import { received } from "../shared/held.js";
import { mounted } from "../shared/mount.js";
import { themeOf } from "../shared/theme.js";
import { View } from "../shared/view.js";
import { Grip } from "./grip.js";
import { MARKUP } from "./markup.js";
import { Panel } from "./panel.js";
import { Sweep } from "./sweep.js";

/** @param {Component} component @param {string} base */
export function render(component, base) {
  const picture = received(component);
  if (!picture) return;
  return mounted(component, base, ".basin-diamond", Diamond, picture);
}

class Diamond extends View {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root);
    root.innerHTML = MARKUP;
    this.frames = 0;
    /** @type {Panel[]} */
    this.panels = [];
    /** @type {Point | null} */
    this.held = null; // the centre under the hand
    this.drag = new Drag(([x, y], settled) => {
      if (String([x, y]) === String(this.picture.centre)) this.held = null; // no other picture will come
      this.tell("centred", { x, y }, settled);
    });
    this.sweep = new Sweep(
      find(root, ".transport"),
      () => this.draw(),
      (t) => this.tell("slid", { name: "t", value: t }),
    );
  }

  get keys() {
    return this.sweep.keys;
  }

  leave() {
    this.sweep.play(false);
  }

  build(Plotly, count) {
    this.panels = Array.from({ length: count }, (_, place) => {
      const panel = new Panel(Plotly, place, () => this.draw());
      panel.grip = new Grip(panel.pane, {
        centre: () => this.held ?? this.picture.centre,
        fixed: () => this.picture.fixed,
        pointAt: (x, y) => panel.pointAt(x, y),
        held: (point) => {
          this.held = point;
          this.draw();
        },
        drag: this.drag,
      });
      return panel;
    });
    find(this.root, ".panels").replaceChildren(...this.panels.map((panel) => panel.figure));
    const watch = new ResizeObserver(() => this.resize(Plotly));
    for (const panel of this.panels) watch.observe(panel.pane);
  }

  /** @param {Balls} picture @param {Plotly} Plotly */
  async update(picture, Plotly) {
    this.picture = picture;
    this.theme = themeOf(this.root);
    if (!this.panels.some((panel) => panel.grip.dragging)) this.held = null;
    if (this.panels.length !== picture.panels.length) this.build(Plotly, picture.panels.length);
    await Promise.all(this.panels.map((panel) => panel.show(picture, this.theme)));
    if (picture.begun !== this.begun) this.sweep.home(); // a setup begins
    this.begun = picture.begun;
    this.sweep.take(picture.budgets, picture.panels[0].t);
    this.draw();
  }

  draw() {
    if (!this.picture) return;
    this.frames += 1;
    for (const panel of this.panels) panel.draw(this.picture, this.sweep, this.held, this.theme);
    this.sweep.show();
    this.hint(
      this.sweep.away
        ? "While the budget sweeps, the sliders above stay where you left them."
        : matchMedia("(pointer: coarse)").matches
          ? this.picture.tapped
          : this.picture.hint,
    );
  }

  hint(said) {
    const hint = find(this.root, ".hint");
    if (hint.textContent !== said) hint.textContent = said;
  }

  resize(Plotly) {
    for (const { plot } of this.panels) if (plot._fullLayout && plot.clientWidth) Plotly.Plots.resize(plot).then(() => this.draw());
  }
}
