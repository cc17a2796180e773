/** The player: one race on one surface, drawn and steered. Python's side is `ui/player.py`. */

import { unpacked } from "../codec.js";
import { follow, mounted } from "../mount.js";
import { themeOf } from "../theme.js";
import { mark, voice } from "../voice.js";
import { Curves } from "./curves.js";
import { Cuts } from "./cuts.js";
import { Edge } from "./edge.js";
import { Inspect } from "./inspect.js";
import { Legend } from "./legend.js";
import { Map2D } from "./map.js";
import { MARKUP } from "./markup.js";
import { Pointer } from "./pointer.js";
import { Scene } from "./scene.js";
import { surfaceOf } from "./surfaces.js";
import { Tip } from "./tip.js";
import { Transport } from "./transport.js";

/** @param {any} component @param {string} base */
export function render(component, base) {
  const race = unpacked(component.data);
  race.hidden = new Set(race.hidden);
  const player = mounted(component, base, ".basin-player", Player, race);
  return () => {
    voice.slide = null;
    mark(null);
    player.transport.play(false);
  };
}

class Player {
  constructor(root) {
    this.root = root;
    root.innerHTML = MARKUP;
    this.shown = 0; // pictures shown, counted for the bench
    this.frames = 0;
    this.transport = new Transport(root.querySelector(".transport"), () => this.draw());
    this.legend = new Legend(root.querySelector(".legend"), (hidden) => this.hide(hidden));
    this.inspect = new Inspect(root.querySelector(".inspect:not(.open)"), {
      opened: () => this.transport.play(false), // the step is that of this moment
      chosen: (run) => this.magnify(run),
    });
    this.opening = new Inspect(root.querySelector(".open"), {
      opened: () => this.transport.play(false),
      chosen: (run) => this.tell("opened", { run }),
    });
    this.edge = new Edge(root.querySelector(".edge"));
    this.tip = new Tip(root.querySelector(".tip"));
    root.addEventListener("keydown", (event) => this.transport.key(event));
    root.querySelector("[data-act=reset]").addEventListener("click", () => this.map?.reset());
    for (const button of root.querySelectorAll("[data-view]")) button.addEventListener("click", () => this.tell("viewed", { view: button.dataset.view }));
    for (const button of root.querySelectorAll("[data-axis]")) button.addEventListener("click", () => this.tell("measured", { axis: button.dataset.axis }));
  }

  /** First picture: make the charts and wire them to the hand. */
  setUp(Plotly) {
    const find = (name) => this.root.querySelector(name);
    this.map = new Map2D(Plotly, find(".map"));
    this.curves = new Curves(Plotly, find(".curves"));
    this.cuts = new Cuts(find(".curves"), (name, value, settled) => this.tell("slid", { name, value }, settled));
    this.scene = new Scene(Plotly, find(".scene .plot"));
    new Pointer(this.map, find(".map"), {
      start: () => this.held ?? this.race.start,
      moved: ([x, y], settled) => this.tell("started", { x, y }, settled),
      held: (point) => { if (point) { this.held = point; this.draw(); } },
    });
    find(".map").addEventListener("pointermove", (e) => this.hoverMap(e));
    find(".curves").addEventListener("pointermove", (e) => this.tip.show(this.race, this.curves.nearest(this.race, e.clientX, e.clientY), e, this.root));
    for (const pane of [find(".map"), find(".curves")]) pane.addEventListener("pointerleave", () => this.tip.hide());
    const watch = new ResizeObserver(() => this.resize(Plotly));
    for (const pane of this.root.querySelectorAll(".pane")) watch.observe(pane);
  }

  async update(race, Plotly) {
    const surface = await surfaceOf(race.surface);
    const fresh = !this.map;
    const theme = themeOf(this.root);
    const restart = fresh || this.surface.name !== surface.name;
    const repaint = fresh || this.surface !== surface || this.theme.key !== theme.key;
    this.surface = surface;
    this.theme = theme;
    this.race = race;
    this.held = null;
    if (fresh) this.setUp(Plotly);
    this.transport.length(race.steps);
    this.legend.show(race, theme);
    this.inspect.show(race);
    this.opening.show(race);
    this.opening.root.hidden = !race.opens;
    this.inspect.root.hidden = race.inspects === false;
    this.root.dataset.view = race.view;
    this.root.dataset.axis = race.axis;
    for (const button of this.root.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === race.view));
    for (const button of this.root.querySelectorAll("[data-axis]")) button.setAttribute("aria-pressed", String(button.dataset.axis === race.axis));
    this.root.querySelector("[data-axis=evaluations]").textContent = race.spent === "samples" ? "Samples" : "Evaluations";
    this.root.querySelector(".map").setAttribute("aria-label", race.alt);
    await Promise.all([
      race.view === "3-D" ? this.scene.show(surface, race, theme) : repaint || this.map.surface !== surface ? this.map.showSurface(surface, theme) : undefined,
      this.curves.show(race, theme),
    ]);
    for (const { plot } of [this.map, this.curves]) follow(plot, this);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (fresh && race.stand !== null) this.transport.seek(race.stand);
    else if (fresh && still) this.transport.seek(race.steps);
    else if (restart && !still) {
      this.transport.step = 0;
      this.transport.play(true);
    }
    this.draw();
    this.shown += 1;
    this.root.dataset.shown = String(this.shown);
  }

  draw() {
    if (!this.race || !this.map) return;
    this.frames += 1;
    const { step } = this.transport;
    if (this.race.view === "3-D") this.scene.draw(this.race, step);
    else this.map.draw(this.race, step, this.theme, this.held);
    this.curves.draw(this.race, step, this.theme);
    this.cuts.place(this.race, this.curves, this.theme);
    this.transport.show();
    this.edge.show(this.race, step);
  }

  resize(Plotly) {
    for (const chart of [this.map, this.curves, this.scene]) {
      if (chart.plot._fullLayout && chart.plot.clientWidth) Plotly.Plots.resize(chart.plot);
    }
  }

  hoverMap(event) {
    const at = this.map.pointAt(event.clientX, event.clientY);
    this.tip.show(this.race, at && this.map.nearest(this.race, at.px, at.py), event, this.root);
  }

  /** The last step is the one that leads to the end of the path. */
  magnify(run) {
    this.transport.play(false);
    this.tell("inspected", { run, step: Math.min(this.transport.step, this.race.steps - 1) });
  }

  hide(hidden) {
    this.tell("hid", { names: [...hidden] });
  }
}
