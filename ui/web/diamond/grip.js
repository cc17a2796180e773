/** The centre under the hand: its ring can be dragged in any panel, moved by the arrow keys, or set by a click. */

const STILL = 4; // pixels a click may wander
const PAUSE = 80; // ms between two messages of a drag
const REST = 300; // ms without a key after which the whole page follows
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

let timer; // of the message to come; one hand moves one centre

export class Grip {
  /**
   * @param {HTMLElement} pane
   * @param {{centre: () => number[], pointAt: (x: number, y: number) => number[] | null, fixed: () => boolean, held: (point: number[] | null) => void, moved: (point: number[], settled: boolean) => void}} to
   */
  constructor(pane, to) {
    this.to = to;
    this.ring = pane.querySelector(".grip");
    this.ring.addEventListener("pointerdown", (e) => this.grab(e));
    this.ring.addEventListener("pointermove", (e) => this.drag(e));
    this.ring.addEventListener("pointerup", (e) => this.drop(e));
    this.ring.addEventListener("pointercancel", () => { this.dragging = false; to.held(null); });
    this.ring.addEventListener("keydown", (e) => this.key(e));
    pane.addEventListener("pointerdown", (e) => { this.pressed = e.target !== this.ring && e.button === 0 ? [e.clientX, e.clientY] : null; });
    pane.addEventListener("pointerup", (e) => this.click(e));
  }

  grab(event) {
    if (event.button !== 0 || this.to.fixed()) return;
    clearTimeout(timer);
    this.dragging = true;
    this.ring.setPointerCapture(event.pointerId);
  }

  drag(event) {
    const point = this.dragging && this.to.pointAt(event.clientX, event.clientY);
    if (!point) return;
    this.point = point;
    this.to.held(point);
    clearTimeout(timer);
    const say = () => { this.sent = performance.now(); this.to.moved(this.point, false); };
    const wait = (this.sent ?? 0) + PAUSE - performance.now();
    if (wait <= 0) say();
    else timer = setTimeout(say, wait);
  }

  drop() {
    clearTimeout(timer);
    if (this.dragging && this.point) this.to.moved(this.point, true);
    this.dragging = false;
    this.point = undefined;
  }

  click(event) {
    const pressed = this.pressed;
    this.pressed = null;
    if (!pressed || this.to.fixed() || Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > STILL) return;
    const point = this.to.pointAt(event.clientX, event.clientY);
    if (!point) return;
    clearTimeout(timer);
    this.to.held(point);
    this.to.moved(point, true);
  }

  /** A tenth a key, a hundredth with Shift. */
  key(event) {
    const way = KEYS[event.key];
    if (!way || this.to.fixed() || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the sweep listens to arrows, too
    const step = event.shiftKey ? 0.01 : 0.1, at = this.to.centre();
    const point = at.map((value, i) => Number((value + step * way[i]).toFixed(4)));
    this.to.held(point);
    this.to.moved(point, false);
    clearTimeout(timer);
    timer = setTimeout(() => this.to.moved(point, true), REST);
  }
}
