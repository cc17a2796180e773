/** The centre under the hand: its ring can be dragged in any panel, moved by the arrow keys, or set by a click. */

import { find } from "../shared/find.js";

const STILL = 4; // pixels a click may wander
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Grip {
  /**
   * @param {HTMLElement} pane
   * @param {{centre: () => Point, pointAt: (x: number, y: number) => Point | null, fixed: () => boolean,
   *   held: (point: Point | null) => void, drag: Drag<Point>}} to
   *   one hand moves one centre: all panels' grips speak through the same drag
   */
  constructor(pane, to) {
    this.to = to;
    this.ring = find(pane, ".grip");
    this.ring.addEventListener("pointerdown", (e) => this.grab(e));
    this.ring.addEventListener("pointermove", (e) => this.drag(e));
    this.ring.addEventListener("pointerup", () => this.drop());
    this.ring.addEventListener("pointercancel", () => this.cancel());
    this.ring.addEventListener("keydown", (e) => this.key(e));
    pane.addEventListener("pointerdown", (e) => {
      this.pressed = e.target !== this.ring && e.button === 0 ? [e.clientX, e.clientY] : null;
    });
    pane.addEventListener("pointerup", (e) => this.click(e));
  }

  grab(event) {
    if (event.button !== 0 || this.to.fixed()) return;
    this.dragging = true;
    this.from = this.to.centre();
    this.ring.setPointerCapture(event.pointerId);
  }

  drag(event) {
    const point = this.dragging && this.to.pointAt(event.clientX, event.clientY);
    if (!point) return;
    this.to.held(point);
    this.to.drag.say(point);
  }

  drop() {
    if (this.dragging) this.to.drag.settle();
    this.dragging = false;
  }

  /** The drag was taken from the hand: everything goes back to where it began. */
  cancel() {
    if (!this.dragging) return;
    this.dragging = false;
    this.to.held(null);
    this.to.drag.takeBack(this.from);
  }

  click(event) {
    const pressed = this.pressed;
    this.pressed = null;
    if (!pressed || this.to.fixed() || Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > STILL) return;
    const point = this.to.pointAt(event.clientX, event.clientY);
    if (!point) return;
    this.to.held(point);
    this.to.drag.end(point);
  }

  /** A tenth a key, a hundredth with Shift. */
  key(event) {
    const way = KEYS[event.key];
    if (!way || this.to.fixed() || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the sweep listens to arrows, too
    const step = event.shiftKey ? 0.01 : 0.1;
    const at = this.to.centre();
    const point = moved(at, way, step);
    this.to.held(point);
    this.to.drag.say(point);
    this.to.drag.rest();
  }
}

/** @param {Point} at @param {number[]} way @param {number} step @returns {Point} */
const moved = ([x, y], [across, up], step) => [Number((x + step * across).toFixed(4)), Number((y + step * up).toFixed(4))];
