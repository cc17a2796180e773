/** The hand on a chart's points: drags and removes those with a grip, and asks for new ones where the ground is free. */

import { Drag } from "../shared/drag.js";

const STILL = 4; // pixels a click may wander
const REACH = 13; // pixels around a point that grab it, with a mouse or pen
const FINGER = 22; // and with a finger
const STEP = 0.01; // of an axis, by an arrow key
const DOUBLE = 400; // ms in which a second click is no click of its own

/** @typedef {{name: string, place: number, x: number, y: number}} Held a point with a grip, by its dots' name and its place among them */

export class Hand {
  /** @param {import("./chart.js").Chart} chart @param {HTMLElement} over @param {Tell} tell */
  constructor(chart, over, tell) {
    this.chart = chart;
    this.tell = tell;
    /** @type {{clientX: number, clientY: number, taken: Held | null, moved?: boolean} | null} where the button went down, and on what */
    this.pressed = null;
    /** @type {Held | null} */
    this.held = null;
    this.added = -Infinity; // when a point was asked for
    this.drag = new Drag((event, settled) => tell("dragged", event, settled));
    this.ring = document.createElement("div");
    this.ring.className = "ring";
    this.ring.hidden = true;
    over.append(this.ring);
    const { plot } = chart;
    plot.addEventListener("pointerdown", (event) => this.down(event), true);
    plot.addEventListener(
      "mousedown",
      (event) => {
        if (this.pressed?.taken) event.stopPropagation();
      },
      true,
    ); // Plotly zooms
    plot.addEventListener("touchstart", (event) => this.touch(event), { capture: true, passive: false });
    plot.addEventListener("pointermove", (event) => this.move(event));
    this.ends = new AbortController(); // Plotly covers the page while the button is down, so the window hears it go up
    window.addEventListener("pointerup", (event) => this.up(event), { signal: this.ends.signal });
    window.addEventListener("pointercancel", () => this.cancel(), { signal: this.ends.signal });
    plot.addEventListener("dblclick", (event) => this.twice(event), true);
    plot.addEventListener("keydown", (event) => this.key(event));
    plot.addEventListener("blur", () => plot.classList.remove("by-hand"));
  }

  /** Whether there is anything to do for the hand here. */
  get idle() {
    const { chart } = this.chart;
    return !chart || (!chart.adds && !chart.dots.some((dots) => dots.grip));
  }

  /** The pointer's place in pixels of the pane, and in values; null outside. */
  at(event) {
    const { x, y } = this.chart.axes ?? {};
    if (!x) return null;
    const box = this.chart.plot.getBoundingClientRect();
    const px = event.clientX - box.left - x._offset;
    const py = event.clientY - box.top - y._offset;
    return px < 0 || py < 0 || px > x._length || py > y._length ? null : { px, py, x: x.l2c(x.p2l(px)), y: y.l2c(y.p2l(py)) };
  }

  /** The nearest point with a grip. @param {{px: number, py: number}} at @returns {Held | null} */
  over(at, reach = REACH) {
    const { x, y } = this.chart.axes;
    let best = null;
    let least = reach * reach;
    for (const dots of this.chart.chart.dots) {
      if (!dots.grip) continue;
      const points = this.chart.of(dots);
      for (let place = 0; place < dots.count; place++) {
        const away = (x.l2p(x.c2l(points.x[place])) - at.px) ** 2 + (y.l2p(y.c2l(points.y[place])) - at.py) ** 2;
        if (away <= least) {
          least = away;
          best = { name: dots.name, place, x: points.x[place], y: points.y[place] };
        }
      }
    }
    return best;
  }

  down(event) {
    if (this.idle || event.button !== 0 || !event.isPrimary) return;
    const at = this.at(event);
    const taken = at && this.over(at, event.pointerType === "touch" ? FINGER : REACH);
    this.pressed = at && { clientX: event.clientX, clientY: event.clientY, taken };
    if (this.held && !taken) {
      this.held = null;
      this.place();
    }
    if (!taken) return;
    this.held = taken;
    this.chart.plot.tabIndex = 0;
    this.chart.plot.classList.add("by-hand");
    this.chart.plot.focus({ preventScroll: true });
    this.chart.plot.setPointerCapture(event.pointerId);
    event.preventDefault();
    this.place();
  }

  move(event) {
    if (this.idle) return;
    const at = this.at(event);
    if (!this.pressed?.taken) return this.chart.plot.classList.toggle("over-grip", Boolean(at && this.over(at)));
    if (!at || (!this.pressed.moved && this.far(event) <= STILL)) return;
    this.pressed.moved = true;
    this.held = { ...this.held, x: at.x, y: at.y };
    this.place();
    this.drag.say(this.held);
  }

  /** A finger on a point drags it and nothing else; beside it the page scrolls. @param {TouchEvent} event */
  touch(event) {
    if (!this.pressed?.taken) return;
    event.stopPropagation();
    event.preventDefault();
  }

  /** A finger that drags no page makes no double click either. @param {{taken: Held, moved?: boolean}} pressed */
  tappedTwice({ taken, moved }) {
    const last = this.tapped;
    const now = performance.now();
    this.tapped = moved ? null : { ...taken, now };
    return Boolean(this.tapped && last && last.name === taken.name && last.place === taken.place && now - last.now < DOUBLE);
  }

  /** The drag was taken from the hand: the point goes back to where it was. */
  cancel() {
    const { pressed } = this;
    this.pressed = null;
    if (!pressed?.taken) return;
    this.held = pressed.taken;
    this.place();
    this.drag.takeBack(pressed.taken);
  }

  far(event) {
    return Math.hypot(event.clientX - this.pressed.clientX, event.clientY - this.pressed.clientY);
  }

  up(event) {
    const { pressed } = this;
    if (!pressed) return;
    if (pressed.taken) {
      this.pressed = null;
      if (event.pointerType === "touch" && this.tappedTwice(pressed)) return this.drop(pressed.taken);
      return this.drag.settle();
    }
    const at = this.at(event);
    const still = this.far(event) <= STILL;
    this.pressed = null;
    if (!this.chart.chart.adds || !at || !still || performance.now() - this.added < DOUBLE) return;
    this.added = performance.now();
    this.tell("added", { x: at.x, y: at.y }, true);
  }

  twice(event) {
    const at = this.idle ? null : this.at(event);
    const taken = at && this.over(at);
    if (!taken || performance.now() - this.added < DOUBLE) return;
    event.stopPropagation();
    this.drop(taken);
  }

  drop({ name, place }) {
    this.held = null;
    this.place();
    this.tell("removed", { name, place }, true);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    this.chart.plot.classList.remove("by-hand");
    if (!this.held || event.ctrlKey || event.metaKey || event.altKey) return;
    const { x, y } = this.chart.axes;
    const { held } = this;
    if (event.key === "Delete" || event.key === "Backspace") this.drop(held);
    else if (event.key === "Escape") {
      this.held = null;
      this.place();
    } else {
      const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key];
      if (!step) return;
      const by = (axis, value, share) => axis.l2c(axis.c2l(value) + share * (axis.range[1] - axis.range[0]));
      this.held = { ...held, x: by(x, held.x, step[0]), y: by(y, held.y, step[1]) };
      this.place();
      this.drag.say(this.held);
      this.drag.rest();
    }
    event.preventDefault();
  }

  /** A new picture has come: once the hand rests, the point that is held is where the picture has it. */
  heard() {
    const { held } = this;
    if (!held || this.pressed || this.drag.busy) return;
    const dots = this.chart.chart.dots.find((one) => one.grip && one.name === held.name && held.place < one.count);
    const points = dots && this.chart.of(dots);
    this.held = points ? { ...held, x: points.x[held.place], y: points.y[held.place] } : null;
  }

  /** The ring around the point that is held. */
  place() {
    const { axes } = this.chart;
    this.ring.hidden = !this.held || !axes;
    if (this.ring.hidden) return;
    const { x, y } = axes;
    Object.assign(this.ring.style, {
      left: `${x._offset + x.l2p(x.c2l(this.held.x))}px`,
      top: `${y._offset + y.l2p(y.c2l(this.held.y))}px`,
    });
  }
}
