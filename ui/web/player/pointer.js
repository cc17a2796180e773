/** The hand on the map: a click sets the start, the start's ring can be dragged, hovering tells about a path. */

const STILL = 4; // pixels a click may wander
const GRIP = 16; // pixels around the start that grab it, with a mouse or pen
const FINGER = 26; // and with a finger
const DIGITS = 3; // after the point, of a place the hand chose

export class Pointer {
  /**
   * @param {import("../shared/map.js").Map2D} map @param {HTMLElement} area
   * @param {{start: () => Point, held: (point: Point | null) => void, drag: Drag<Point>}} to
   */
  constructor(map, area, to) {
    this.map = map;
    this.to = to;
    area.addEventListener("pointerdown", (e) => this.down(e), true);
    area.addEventListener(
      "mousedown",
      (e) => {
        if (this.dragging) e.stopPropagation();
      },
      true,
    ); // Plotly zooms on mousedown
    area.addEventListener("touchstart", (e) => this.touch(e), { capture: true, passive: false });
    area.addEventListener("pointermove", (e) => this.hover(e));
    window.addEventListener("pointermove", (e) => this.move(e));
    window.addEventListener("pointerup", (e) => this.up(e));
    window.addEventListener("pointercancel", () => this.cancel());
    this.area = area;
  }

  /** A finger on the ring drags it and nothing else; beside it the page scrolls, as ever. @param {TouchEvent} event */
  touch(event) {
    if (!this.dragging) return;
    event.stopPropagation();
    event.preventDefault();
  }

  overStart(at, reach = GRIP) {
    if (!at) return false;
    const [x, y] = this.map.axes;
    const [sx, sy] = this.to.start();
    return Math.hypot(x.l2p(sx) - at.px, y.l2p(sy) - at.py) <= reach;
  }

  down(event) {
    const at = event.button === 0 && event.isPrimary ? this.map.pointAt(event.clientX, event.clientY) : null;
    this.pressed = at && { x: event.clientX, y: event.clientY };
    if (!this.overStart(at, event.pointerType === "touch" ? FINGER : GRIP)) return;
    this.dragging = true;
    this.from = this.to.start();
    const finger = event.pointerType === "touch";
    this.off = finger ? [this.from[0] - at.x, this.from[1] - at.y] : [0, 0]; // a finger seldom meets the middle
    event.preventDefault();
    this.to.held(this.under(at));
    if (!finger) this.to.drag.say(rounded(this.under(at))); // a mouse that presses beside the middle sets the start, as any click does
  }

  /** Where the ring is, as the hand is there. @param {{x: number, y: number}} at @returns {Point} */
  under(at) {
    return [at.x + this.off[0], at.y + this.off[1]];
  }

  move(event) {
    if (!this.dragging) return;
    const at = this.map.pointAt(event.clientX, event.clientY);
    if (!at) return;
    const point = this.under(at);
    this.to.held(point);
    this.to.drag.say(rounded(point));
  }

  hover(event) {
    this.area.classList.toggle("grip", Boolean(this.dragging || this.overStart(this.map.pointAt(event.clientX, event.clientY))));
  }

  up(event) {
    const pressed = this.pressed;
    this.pressed = null;
    if (this.dragging) {
      this.dragging = false;
      this.to.drag.settle();
      this.to.held(null);
      return;
    }
    if (!pressed || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > STILL) return;
    const at = this.map.pointAt(event.clientX, event.clientY);
    if (at) this.to.drag.end(rounded([at.x, at.y]));
  }

  /** The drag was taken from the hand: everything goes back to where it began. */
  cancel() {
    const { dragging, from } = this;
    this.pressed = null;
    this.dragging = false;
    if (!dragging) return;
    this.to.held(from);
    this.to.drag.takeBack(from);
  }
}

/** @param {Point} point @returns {Point} */
const rounded = ([x, y]) => [Number(x.toFixed(DIGITS)), Number(y.toFixed(DIGITS))];
