/** The player: one race on one surface, drawn and steered. Python's side is `ui/parts/player.py`. */

import { Drag } from "../shared/drag.js";
import { find, findAll } from "../shared/find.js";
import { received } from "../shared/held.js";
import { Map2D } from "../shared/map.js";
import { follow, mounted } from "../shared/mount.js";
import { surfaceOf } from "../shared/surfaces.js";
import { themeOf } from "../shared/theme.js";
import { Tip } from "../shared/tip.js";
import { Transport } from "../shared/transport.js";
import { View } from "../shared/view.js";
import { mark } from "../shared/voice.js";
import { Curves } from "./curves.js";
import { Cuts } from "./cuts.js";
import { Edge } from "./edge.js";
import { Inspect } from "./inspect.js";
import { Legend } from "./legend.js";
import { Finer, unfolded } from "./long.js";
import { MARKUP } from "./markup.js";
import { StepNumbers } from "./numbers.js";
import { Pointer } from "./pointer.js";
import { Ring } from "./ring.js";
import { Scene } from "./scene.js";
import { saidOf } from "./tip.js";
import { wholeOf } from "./whole.js";

const PATIENCE = 3000; // ms after which Python's next picture is no longer waited for

let begun = 0; // the setup begun last, by its number

/** @param {Component} component @param {string} base */
export function render(component, base) {
  const race = received(component);
  if (!race) return;
  race.hidden = new Set(race.hidden);
  return mounted(component, base, ".basin-player", Player, race);
}

let own = 0;
/** A race of the browser's own has a number that no other has. @param {Race} race */
const numbered = (race) => ({ ...race, serial: race.serial + ++own / 1e9 });

class Player extends View {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root);
    root.innerHTML = MARKUP;
    this.frames = 0;
    /** Where a slider stands that is shown without Python, until Python has heard of it. */
    this.live = /** @type {{name: string, value: number} | null} */ (null);
    this.left = this.live; // where the hand let go of it, once Python has heard of that
    this.slides = {
      grasp: (event) => this.takeHold(event),
      show: (name, value) => this.slideTo(name, value),
      heard: (ours) => this.catchUp(ours),
    };
    window.addEventListener("popstate", () => {
      this.live = null; // Back is newer
    });
    this.transport = new Transport(find(root, ".transport"), () => this.draw());
    this.legend = new Legend(find(root, ".legend"), (hidden) => this.hide(hidden));
    this.inspect = new Inspect(find(root, ".inspect:not(.open)"), {
      opened: () => this.transport.play(false), // the step is that of this moment
      chosen: (run) => this.magnify(run),
    });
    this.opening = new Inspect(find(root, ".open"), {
      opened: () => this.transport.play(false),
      chosen: (run) => this.tell("opened", { run }),
    });
    this.edge = new Edge(find(root, ".edge"));
    this.finer = new Finer((event) => this.ask("looked", event));
    this.numbers = new StepNumbers((event) => this.ask("hovered", event));
    this.tip = new Tip(find(root, ".tip"), root);
    find(root, "[data-act=reset]").addEventListener("click", () => this.map?.reset());
    for (const button of findAll(root, "[data-view]"))
      button.addEventListener("click", () => this.tell("viewed", { view: button.dataset.view }));
    for (const button of findAll(root, "[data-axis]"))
      button.addEventListener("click", () => this.tell("measured", { axis: button.dataset.axis }));
  }

  get keys() {
    return this.transport.keys;
  }

  leave() {
    mark(null);
    this.transport.play(false);
  }

  /** First picture: make the charts and wire them to the hand. */
  setUp(Plotly) {
    this.map = new Map2D(Plotly, find(this.root, ".map"));
    this.curves = new Curves(Plotly, find(this.root, ".curves"));
    const moved = (name, value, settled) => this.tell("slid", { name, value }, settled);
    this.cuts = new Cuts(find(this.root, ".curves"), { ...this.slides, moved });
    this.scene = new Scene(Plotly, find(this.root, ".scene .plot"));
    const start = {
      start: () => this.held ?? this.race.start,
      drag: new Drag(([x, y], settled) => this.tell("started", { x, y }, settled)),
      held: (point) => {
        if (point) {
          this.held = point;
          this.draw();
        }
      },
    };
    new Pointer(this.map, find(this.root, ".map"), start);
    this.ring = new Ring(find(this.root, ".start"), this.map, start);
    find(this.root, ".map").addEventListener("pointermove", (e) => this.hoverMap(e));
    find(this.root, ".curves").addEventListener("pointermove", (e) => this.hover(this.curves.nearest(this.race, e.clientX, e.clientY), e));
    for (const pane of [find(this.root, ".map"), find(this.root, ".curves")])
      pane.addEventListener("pointerleave", (e) => this.hover(null, e));
    const watch = new ResizeObserver(() => this.resize(Plotly));
    for (const pane of findAll(this.root, ".pane")) watch.observe(pane);
  }

  async update(arrived, Plotly) {
    await unfolded(arrived);
    this.base = arrived;
    const race = this.followed(arrived);
    const surface = await surfaceOf(race.surface);
    const fresh = !this.map;
    const theme = themeOf(this.root);
    const begins = race.begun > 0 && race.begun !== begun;
    begun = race.begun;
    const restart = fresh || this.surface.name !== surface.name;
    const repaint = fresh || this.surface !== surface || this.theme.key !== theme.key;
    this.surface = surface;
    this.theme = theme;
    this.race = race;
    this.held = null;
    if (fresh) this.setUp(Plotly);
    this.transport.length(race.steps);
    this.showNames();
    this.opening.root.hidden = !race.opens;
    this.inspect.root.hidden = race.inspects === false;
    this.root.dataset.view = race.view;
    this.root.dataset.axis = race.axis;
    for (const button of findAll(this.root, "[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === race.view));
    for (const button of findAll(this.root, "[data-axis]")) button.setAttribute("aria-pressed", String(button.dataset.axis === race.axis));
    find(this.root, "[data-axis=evaluations]").textContent = race.spent === "samples" ? "Samples" : "Evaluations";
    find(this.root, ".map .plot").setAttribute("aria-label", race.alt);
    await Promise.all([
      race.view === "3-D"
        ? this.scene.show(surface, race, theme)
        : repaint || this.map.surface !== surface
          ? this.map.showSurface(surface, theme, { axes: race.axes })
          : undefined,
      this.curves.show(race, theme),
    ]);
    for (const { plot } of [this.map, this.curves]) follow(plot, this);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (begins) await this.begin(!still);
    else if (fresh && race.stand !== null) this.transport.seek(race.stand);
    else if (fresh && still) this.transport.seek(race.steps);
    else if (restart && !still) {
      this.transport.step = 0;
      this.transport.play(true);
    }
    this.draw();
  }

  /** The hand takes hold of a slider: have the whole of it come. @param {{name: string, values: number[], around: number}} event */
  takeHold(event) {
    this.grasped = event;
    if (!this.whole(event.name)?.has(event.around)) this.tell("grasped", event, false);
  }

  /**
   * A slider stands here: show that, if the whole of it has come. Of one that is too much for one call a part has: towards its end the
   * next is asked for.
   * @param {string} name @param {number} value
   */
  slideTo(name, value) {
    const whole = this.race && this.race.view !== "3-D" ? this.whole(name) : null;
    if (whole && whole !== this.outgrown && this.grasped?.name === name && whole.endsSoon(value, this.grasped.values)) {
      this.outgrown = whole;
      this.tell("grasped", { ...this.grasped, around: value }, false);
    }
    const shown = whole?.at(this.base, value);
    if (!shown) {
      if (this.live?.name === name) this.live = null; // the hand has outrun what is here: Python's pictures are newer
      return false;
    }
    this.live = { name, value };
    this.put(shown);
    return true;
  }

  /** The whole of a slider of this picture, if it is here: one of a page before has nothing to say. @param {string} name */
  whole(name) {
    return (this.base?.at ?? null) === null ? null : wholeOf(name);
  }

  /** What is shown of a race that has come: while the hand holds a slider, and until Python has caught up, what the slider says. */
  followed(race) {
    if (!this.live) return race;
    const gone = (race.at ?? null) === null; // Python has let go of the slider: something else has changed
    if (gone || this.left === this.live || race.at === this.live.value) this.live = null;
    const shown = this.live && wholeOf(this.live.name)?.at(race, this.live.value);
    return shown ? numbered(shown) : race;
  }

  /**
   * Python has heard where the hand let go of one of these sliders: the race that it shows next is newer, and so is the one that is here,
   * if the slider stands there.
   * @param {(name: string) => boolean} ours
   */
  catchUp(ours) {
    if (!this.live || !ours(this.live.name)) return;
    const { live } = this;
    this.queue = this.queue.then(() => {
      this.left = live;
      if (this.live && this.base.at === live.value) this.release(live);
      else setTimeout(() => this.release(live), PATIENCE);
    });
  }

  /** What the hand left there is no longer shown, if it still is. @param {{name: string, value: number}} live */
  release(live) {
    if (this.live !== live) return;
    this.live = null;
    this.put(this.base);
  }

  /** Show another race on this ground, with the next frame. @param {Race} race */
  put(race) {
    this.race = race === this.base ? race : numbered(race);
    this.soon ??= requestAnimationFrame(() => {
      this.soon = undefined;
      this.transport.length(this.race.steps);
      this.showNames();
      this.curves.show(this.race, this.theme);
      this.draw();
      this.count();
    });
  }

  /** Who runs: some are called by their rates, which a slider moves. */
  showNames() {
    this.legend.show(this.race, this.theme);
    this.inspect.show(this.race);
    this.opening.show(this.race);
  }

  /** A setup begins, whatever was shown before: at step 0, the whole map in view; and moves, if it may. */
  async begin(moves) {
    this.transport.seek(0);
    if (this.map.surface) await this.map.reset();
    if (moves) this.transport.play(true);
  }

  draw() {
    if (!this.race || !this.map) return;
    this.frames += 1;
    const { step } = this.transport;
    if (this.race.view === "3-D") this.scene.draw(this.race, step);
    else {
      this.map.draw(this.race, step, this.theme, this.held);
      this.ring.place();
    }
    this.curves.draw(this.race, step, this.theme);
    this.cuts.place(this.race, this.curves, this.theme);
    this.transport.show();
    this.edge.show(this.race, step);
    this.look();
  }

  /** Have finer numbers come where what is shown now needs them. */
  look() {
    if (!this.race.scales || this.race !== this.base || !this.curves.plot._fullLayout?.xaxis) return;
    const { axes } = this.curves;
    const [x, y] = this.race.view === "3-D" ? [] : this.map.axes;
    const stamp = [this.race.serial, ...[x, y, axes.y].flatMap((axis) => (axis ? [...axis.range, axis._length] : []))].join();
    if (stamp === this.looked) return;
    this.looked = stamp;
    this.finer.watch(() => {
      const [across, up] = x ? this.map.axes : [];
      return { race: this.base, axes: { ...(x && { x: across, y: up }), gap: this.curves.axes.y } };
    });
  }

  resize(Plotly) {
    for (const chart of [this.map, this.curves, this.scene]) {
      if (chart.plot._fullLayout && chart.plot.clientWidth) Plotly.Plots.resize(chart.plot);
    }
  }

  hoverMap(event) {
    const at = this.map.pointAt(event.clientX, event.clientY);
    this.hover(at && this.map.nearest(this.race, at.px, at.py), event);
  }

  /** @param {{run: number, step: number} | null} found @param {PointerEvent} event */
  hover(found, event) {
    this.over = found && { found, event };
    const { race } = this;
    const again = () =>
      this.over?.found === found && this.race.runs[found.run] && found.step <= this.race.steps && this.hover(found, event);
    this.tip.show(found && saidOf(race, found, this.numbers.of(race, found, race === this.base, again)), event);
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
