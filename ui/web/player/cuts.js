/**
 * The cuts of a step schedule, as grips in the rate's pane: dragged, or moved by keys, they set the share of the run at which the
 * rate falls. They snap to steps, as the schedule does.
 */

const PAUSE = 80; // ms between two messages of a drag
const REST = 300; // ms without a key after which the whole page follows
const PATIENCE = 2000; // ms that an answer may take, until which older ones do not move a grip back
const LEAP = 10; // steps of Page Up and Page Down

/** @typedef {{name: string, label: string, run: string, at: number, since: number, over: number, light: string, dark: string}} Cut the share `at` of `over` steps from step `since` on */

export class Cuts {
  /** @param {HTMLElement} pane @param {(name: string, share: number, settled: boolean) => void} moved */
  constructor(pane, moved) {
    this.pane = pane;
    this.moved = moved;
    /** @type {Map<string, HTMLElement & {cut?: Cut, asked?: number, moved?: boolean}>} */
    this.grips = new Map();
  }

  /** Put every grip where its cut is, or where the hand holds it. @param {any} race @param {any} curves @param {any} theme */
  place(race, curves, theme) {
    if (!curves.plot._fullLayout?.xaxis) return;
    const { x, y2 } = curves.axes, top = curves.plot.offsetTop + y2._offset;
    const stamp = `${race.serial} ${x.range} ${x._length} ${y2._length} ${top} ${[...race.hidden]} ${theme.key}`;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.axis = x;
    this.plot = curves.plot;
    const cuts = (race.cuts ?? []).filter((cut) => !race.hidden.has(cut.run));
    for (const [name, grip] of this.grips) if (!cuts.some((cut) => cut.name === name)) { grip.remove(); this.grips.delete(name); }
    for (const cut of cuts) {
      const grip = this.grips.get(cut.name) ?? this.made(cut.name);
      grip.cut = cut;
      if (grip.asked === cut.at) grip.asked = undefined; // heard
      grip.setAttribute("aria-label", cut.label);
      grip.style.setProperty("--colour", cut[theme.key]);
      Object.assign(grip.style, { top: `${top}px`, height: `${y2._length}px` });
      this.show(grip);
    }
  }

  made(name) {
    const grip = document.createElement("div");
    grip.className = "cut";
    grip.dataset.name = name;
    grip.tabIndex = 0;
    grip.setAttribute("role", "slider");
    grip.addEventListener("pointerdown", (event) => this.take(grip, event));
    grip.addEventListener("pointermove", (event) => { if (grip.hasPointerCapture(event.pointerId)) this.ask(grip, this.shareAt(grip, event.clientX)); });
    for (const end of ["pointerup", "pointercancel"]) grip.addEventListener(end, () => this.settle(grip));
    grip.addEventListener("keydown", (event) => this.key(grip, event));
    this.pane.append(grip);
    this.grips.set(name, grip);
    return grip;
  }

  show(grip) {
    const { since, over } = grip.cut, share = grip.asked ?? grip.cut.at, step = Math.round(since + share * over);
    const along = this.axis.l2p(since + share * over);
    grip.hidden = along < -1 || along > this.axis._length + 1; // the pane may be zoomed
    grip.style.left = `${this.plot.offsetLeft + this.axis._offset + along}px`;
    grip.title = `${grip.cut.label} step ${step}`;
    for (const [what, value] of [["valuemin", since], ["valuemax", since + over], ["valuenow", step], ["valuetext", share < 1 ? `step ${step}` : "never"]]) grip.setAttribute(`aria-${what}`, String(value));
  }

  /** @param {PointerEvent} event */
  take(grip, event) {
    if (event.button !== 0) return;
    event.preventDefault();
    grip.focus();
    grip.setPointerCapture(event.pointerId);
  }

  /** The share under the pointer. */
  shareAt(grip, clientX) {
    const step = Math.round(this.axis.p2l(clientX - this.plot.getBoundingClientRect().left - this.axis._offset));
    return share(grip.cut, step);
  }

  /** Let the rate follow the hand; older answers must not move the grip back. */
  ask(grip, wanted) {
    clearTimeout(this.soon);
    clearTimeout(this.later);
    if (wanted === (grip.asked ?? grip.cut.at)) return;
    grip.asked = wanted;
    grip.moved = true;
    this.show(grip);
    const say = () => { this.sent = performance.now(); this.moved(grip.dataset.name, wanted, false); };
    const wait = (this.sent ?? -Infinity) + PAUSE - performance.now();
    if (wait <= 0) say();
    else this.soon = setTimeout(say, wait);
  }

  /** The hand rests: the whole page follows, if anything was moved. */
  settle(grip) {
    clearTimeout(this.soon);
    if (!grip.moved) return;
    grip.moved = false;
    const { asked } = grip;
    this.moved(grip.dataset.name, asked ?? grip.cut.at, true);
    setTimeout(() => { if (grip.asked === asked) { grip.asked = undefined; this.show(grip); } }, PATIENCE);
  }

  /** @param {KeyboardEvent} event */
  key(grip, event) {
    const { since, over, at } = grip.cut, now = Math.round(since + (grip.asked ?? at) * over);
    const to = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, PageDown: now - LEAP, PageUp: now + LEAP, Home: since, End: since + over }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the player would step
    this.ask(grip, share(grip.cut, to));
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settle(grip), REST);
  }
}

/** The share of the run at which a step lies, kept inside the run. @param {Cut} cut @param {number} step */
const share = ({ since, over }, step) => Number(Math.max(0, Math.min(1, (step - since) / over)).toFixed(4));
