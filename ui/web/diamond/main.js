/** The balls of a budget against the ellipses of a data loss, a panel for each penalty. Python's side is `ui/diamond.py`. */

import { unpacked } from "../codec.js";
import { mounted } from "../mount.js";
import { themeOf } from "../theme.js";
import { voice } from "../voice.js";
import { Grip } from "./grip.js";
import { MARKUP } from "./markup.js";
import { Panel } from "./panel.js";
import { Sweep } from "./sweep.js";

/** @param {any} component @param {string} base */
export function render(component, base) {
  const diamond = mounted(component, base, ".basin-diamond", Diamond, unpacked(component.data));
  return () => {
    voice.slide = null;
    diamond.sweep.play(false);
  };
}

class Diamond {
  constructor(root) {
    this.root = root;
    root.innerHTML = MARKUP;
    this.shown = 0; // pictures shown, counted for the bench
    this.frames = 0;
    this.panels = [];
    this.held = null; // the centre under the hand
    this.sweep = new Sweep(root.querySelector(".transport"), () => this.draw(), (t) => this.tell("slid", { name: "t", value: t }));
    root.addEventListener("keydown", (event) => this.sweep.key(event));
  }

  build(Plotly, count) {
    this.panels = Array.from({ length: count }, (_, place) => {
      const panel = new Panel(Plotly, place, () => this.draw());
      panel.grip = new Grip(panel.pane, {
        centre: () => this.held ?? this.picture.centre,
        fixed: () => this.picture.fixed,
        pointAt: (x, y) => panel.pointAt(x, y),
        held: (point) => { this.held = point; this.draw(); },
        moved: ([x, y], settled) => {
          if (String([x, y]) === String(this.picture.centre)) this.held = null; // no other picture will come
          this.tell("centred", { x, y }, settled);
        },
      });
      return panel;
    });
    this.root.querySelector(".panels").replaceChildren(...this.panels.map((panel) => panel.figure));
    const watch = new ResizeObserver(() => this.resize(Plotly));
    for (const panel of this.panels) watch.observe(panel.pane);
  }

  async update(picture, Plotly) {
    this.picture = picture;
    this.theme = themeOf(this.root);
    if (!this.panels.some((panel) => panel.grip.dragging)) this.held = null;
    if (this.panels.length !== picture.panels.length) this.build(Plotly, picture.panels.length);
    await Promise.all(this.panels.map((panel) => panel.show(picture, this.theme)));
    this.sweep.take(picture.budgets, picture.panels[0].t);
    this.draw();
    this.shown += 1;
    this.root.dataset.shown = String(this.shown);
  }

  draw() {
    if (!this.picture) return;
    this.frames += 1;
    for (const panel of this.panels) panel.draw(this.picture, this.sweep, this.held, this.theme);
    this.sweep.show();
    this.hint(this.sweep.away ? "While the budget sweeps, the sliders above stay where you left them." : this.picture.hint);
  }

  hint(said) {
    const hint = this.root.querySelector(".hint");
    if (hint.textContent !== said) hint.textContent = said;
  }

  resize(Plotly) {
    for (const { plot } of this.panels) if (plot._fullLayout && plot.clientWidth) Plotly.Plots.resize(plot).then(() => this.draw());
  }
}
