/**
 * The hand on a map: hovering tells, a click chooses a cell, a drag zooms in, the picked ring can be pulled, keys walk. A finger that
 * drags scrolls the page, unless it is on the ring, or the button for zooming is pressed.
 */

import { Drag } from "../shared/drag.js";
import { Frame } from "./frame.js";
import { saidOf } from "./words.js";

const STILL = 4; // pixels a click may wander
const GRIP = 14; // pixels around the picked cell that grab it, with a mouse or pen
const FINGER = 24; // and with a finger
const DOUBLE = 260; // ms in which a second click makes a double one

export class Hand {
  /** @param {import("./panel.js").Panel} panel @param {import("./main.js").Maps} maps */
  constructor(panel, maps) {
    this.panel = panel;
    this.maps = maps;
    this.drag = new Drag((point, settled) => maps.tell("picked", point, settled));
    const { plot } = panel;
    plot.addEventListener("pointerdown", (e) => this.down(e));
    plot.addEventListener("touchstart", (e) => this.touch(e), { passive: false });
    plot.addEventListener("pointermove", (e) => this.move(e));
    plot.addEventListener("pointerup", (e) => this.up(e));
    plot.addEventListener("pointercancel", () => this.cancel());
    plot.addEventListener("pointerleave", () => this.leave());
    plot.addEventListener("dblclick", () => this.twice());
    plot.addEventListener("keydown", (e) => this.key(e));
    plot.addEventListener("blur", () => {
      if (this.walked) {
        this.walked = false;
        this.maps.say(null);
      }
    });
  }

  /** The page must not scroll under a finger that does something here. @param {TouchEvent} event */
  touch(event) {
    if (this.pulls || this.drags) event.preventDefault();
  }

  /** @param {PointerEvent} event @returns {Point} pixels in the plot */
  place(event) {
    const box = this.panel.plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  down(event) {
    const { maps, panel } = this;
    const at = this.place(event);
    const finger = event.pointerType === "touch";
    this.pulls = this.drags = false;
    if (event.button !== 0 || !event.isPrimary || !panel.frame?.holds(...at)) return;
    this.pressed = at;
    panel.plot.setPointerCapture(event.pointerId);
    this.drags = finger && maps.zooming;
    this.pulls = !this.drags && this.overRing(at, finger ? FINGER : GRIP);
    this.from = { cell: maps.cell, picked: maps.map.picked };
    maps.hand = this;
    this.drags ||= !this.pulls && !finger;
    if (this.pulls) event.preventDefault();
  }

  /** Whether the pointer is over the picked cell's ring, which can be pulled where picking shows at once. */
  overRing(at, reach = GRIP) {
    const { map, cell } = this.maps;
    if (map.click === "open" || !cell) return false;
    const [left, top, wide, tall] = this.panel.frame.around(cell);
    return Math.hypot(left + wide / 2 - at[0], top + tall / 2 - at[1]) <= reach;
  }

  get pulling() {
    return Boolean(this.pressed && this.pulls);
  }

  move(event) {
    const { maps, panel } = this;
    const at = this.place(event);
    if (!panel.frame) return;
    if (!this.pressed) return this.hover(event, at);
    if (this.pulls) return this.pull(panel.frame.cell(...at));
    if (!this.drags || Math.hypot(at[0] - this.pressed[0], at[1] - this.pressed[1]) <= STILL) return;
    const { left, top, width, height } = panel.frame;
    /** @param {Point} at @returns {Point} */
    const inside = ([px, py]) => [Math.max(left, Math.min(left + width, px)), Math.max(top, Math.min(top + height, py))];
    maps.tip.hide();
    maps.rectangle = { panel: panel.place, corners: [this.pressed, inside(at)] };
    maps.drawMoving();
  }

  hover(event, at) {
    const { maps, panel } = this;
    const over = panel.frame.holds(...at) ? panel.frame.cell(...at) : null;
    panel.plot.classList.toggle("over", Boolean(over));
    panel.plot.classList.toggle("grip", Boolean(over && this.overRing(at)));
    if (over?.i !== maps.over?.i || over?.j !== maps.over?.j) {
      maps.over = over;
      maps.drawMoving();
    }
    maps.tip.show(over && saidOf(maps.map, over, panel.place), event);
  }

  /** The picked cell follows the hand; Python hears of it at intervals, and at the end. */
  pull(cell) {
    if (cell.i === this.maps.cell.i && cell.j === this.maps.cell.j) return;
    const [x, y] = Frame.centre(this.maps.map, cell);
    this.maps.cell = cell;
    this.maps.drawMoving();
    this.drag.say({ x, y, panel: this.panel.place });
  }

  up(event) {
    const { maps, panel, pressed } = this;
    const { rectangle } = maps;
    if (!pressed) return;
    this.pressed = null;
    if (this.drag.busy) return this.drag.settle();
    if (rectangle) {
      maps.rectangle = null;
      maps.drawMoving();
      return this.zoom(rectangle.corners);
    }
    const at = this.place(event);
    if (Math.hypot(at[0] - pressed[0], at[1] - pressed[1]) > STILL) return;
    const cell = panel.frame.cell(...at);
    // Where a click leads to another page, wait whether it is the first of a double one that zooms out.
    if (maps.map.click === "open" && maps.map.zoomed)
      this.soon ??= setTimeout(() => {
        this.soon = undefined;
        maps.choose(cell, panel.place);
      }, DOUBLE);
    else maps.choose(cell, panel.place);
  }

  /** The rectangle becomes the whole map, unless it was hardly one. @param {[Point, Point]} corners */
  zoom([a, b]) {
    if (Math.abs(a[0] - b[0]) < 2 * STILL || Math.abs(a[1] - b[1]) < 2 * STILL) return;
    const { frame } = this.panel;
    const [p, q] = [frame.at(...a), frame.at(...b)];
    const pair = (i) => [Math.min(p[i], q[i]), Math.max(p[i], q[i])];
    this.maps.arm(false);
    this.maps.tell("ranged", { x: pair(0), y: pair(1) });
  }

  twice() {
    clearTimeout(this.soon);
    this.soon = undefined;
    if (this.maps.map.zoomed) this.maps.tell("ranged", { x: null, y: null });
  }

  /** The drag was taken from the hand, or given up: everything goes back to where it began. */
  cancel() {
    const { maps, panel, from } = this;
    maps.rectangle = null;
    this.pressed = null;
    if (this.drag.busy) {
      const [x, y] = from.picked ?? Frame.centre(maps.map, from.cell);
      maps.cell = from.cell;
      this.drag.takeBack({ x, y, panel: panel.place });
    }
    maps.drawMoving();
  }

  leave() {
    this.maps.over = null;
    this.maps.tip.hide();
    this.maps.drawMoving();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { maps, panel } = this;
    const { columns, rows } = maps.map;
    const far = event.shiftKey ? 8 : 1;
    const step = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") this.cancel();
    if ((event.key === "Enter" || event.key === " ") && maps.over) maps.choose(maps.over, panel.place);
    else if (step) {
      const { i, j } = maps.over ?? maps.cell ?? { i: Math.floor(columns / 2) - step[0], j: Math.floor(rows / 2) - step[1] };
      const kept = (n, most) => Math.max(0, Math.min(most - 1, n));
      maps.over = { i: kept(i + step[0], columns), j: kept(j + step[1], rows) };
      this.walked = true;
      maps.tip.hide();
      maps.say(maps.over, panel.place);
      maps.drawMoving();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
