/** The hand on the map: a click sets the start, the start's ring can be dragged, hovering tells about a path. */

const STILL = 4; // pixels a click may wander
const GRIP = 16; // pixels around the start that grab it
const PAUSE = 80; // ms between two messages of a drag

export class Pointer {
  /**
   * @param {any} map @param {HTMLElement} area
   * @param {{start: () => [number, number], moved: (point: [number, number], settled: boolean) => void, held: (point: [number, number] | null) => void}} to
   */
  constructor(map, area, to) {
    this.map = map;
    this.to = to;
    area.addEventListener("pointerdown", (e) => this.down(e), true);
    area.addEventListener("mousedown", (e) => { if (this.dragging) e.stopPropagation(); }, true); // Plotly zooms on mousedown
    area.addEventListener("touchstart", (e) => { if (this.dragging) e.stopPropagation(); }, true);
    area.addEventListener("pointermove", (e) => this.hover(e));
    window.addEventListener("pointermove", (e) => this.move(e));
    window.addEventListener("pointerup", (e) => this.up(e));
    window.addEventListener("pointercancel", () => this.cancel());
    this.area = area;
  }

  overStart(at) {
    if (!at) return false;
    const [x, y] = this.map.axes, [sx, sy] = this.to.start();
    return Math.hypot(x.l2p(sx) - at.px, y.l2p(sy) - at.py) <= GRIP;
  }

  down(event) {
    const at = event.button === 0 && event.isPrimary ? this.map.pointAt(event.clientX, event.clientY) : null;
    this.pressed = at && { x: event.clientX, y: event.clientY };
    if (!this.overStart(at)) return;
    this.dragging = true;
    event.preventDefault();
    this.to.held([at.x, at.y]);
  }

  move(event) {
    if (!this.dragging) return;
    const at = this.map.pointAt(event.clientX, event.clientY);
    if (!at) return;
    this.at = [at.x, at.y];
    this.to.held(this.at);
    clearTimeout(this.timer);
    const say = () => { this.sent = performance.now(); this.to.moved(this.at, false); };
    const wait = (this.sent ?? 0) + PAUSE - performance.now();
    if (wait <= 0) say();
    else this.timer = setTimeout(say, wait);
  }

  hover(event) {
    this.area.classList.toggle("grip", Boolean(this.dragging || this.overStart(this.map.pointAt(event.clientX, event.clientY))));
  }

  up(event) {
    const pressed = this.pressed;
    this.pressed = null;
    clearTimeout(this.timer);
    if (this.dragging) {
      this.dragging = false;
      if (this.at) this.to.moved(this.at, true);
      this.at = null;
      this.to.held(null);
      return;
    }
    if (!pressed || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > STILL) return;
    const at = this.map.pointAt(event.clientX, event.clientY);
    if (at) this.to.moved([at.x, at.y], true);
  }

  cancel() {
    this.pressed = null;
    this.dragging = false;
    this.to.held(null);
  }
}
