/**
 * The cuts of a step schedule, as grips in the rate's pane: dragged, or moved by keys, they set the share of the run at which the
 * rate falls. They snap to steps, as the schedule does.
 */

import { Drag } from "../shared/drag.js";
import { shareOf, stepOf } from "./shares.js";

const PATIENCE = 2000; // ms that an answer may take, until which older ones do not move a grip back
const LEAP = 10; // steps of Page Up and Page Down
const REACH = 200; // steps to each side that a hand may soon be at

/**
 * @typedef {{name: string, label: string, run: string, at: number, since: number, over: number, light: string, dark: string}} Cut the
 * share `at` of `over` steps from step `since` on
 */

/** @typedef {typeof import("../shared/voice.js").voice} Voice */

/** @typedef {HTMLElement & {cut?: Cut, asked?: number}} Grip of a cut, or where the hand wants it */

export class Cuts {
  /**
   * @param {HTMLElement} pane
   * @param {{moved: (name: string, share: number, settled: boolean) => void} & Pick<Voice, "grasp" | "show">} hand what it does: it takes
   * hold of a cut that has these places, as of a slider, and moves it
   */
  constructor(pane, hand) {
    this.pane = pane;
    this.hand = hand;
    this.drag = new Drag(({ grip, share }, settled) => {
      hand.moved(grip.dataset.name, share, settled);
      if (settled)
        setTimeout(() => {
          if (grip.asked === share) {
            grip.asked = undefined;
            this.show(grip);
          }
        }, PATIENCE);
    });
    /** @type {Map<string, Grip>} */
    this.grips = new Map();
  }

  /**
   * Put every grip where its cut is, or where the hand holds it.
   * @param {Race} race @param {import("./curves.js").Curves} curves @param {Theme} theme
   */
  place(race, curves, theme) {
    if (!curves.plot._fullLayout?.xaxis) return;
    const { x, y2 } = curves.axes;
    const top = curves.plot.offsetTop + y2._offset;
    const stamp = `${race.serial} ${x.range} ${x._length} ${y2._length} ${top} ${[...race.hidden]} ${theme.key}`;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.axis = x;
    this.plot = curves.plot;
    const cuts = (race.cuts ?? []).filter((cut) => !race.hidden.has(cut.run));
    for (const [name, grip] of this.grips)
      if (!cuts.some((cut) => cut.name === name)) {
        grip.remove();
        this.grips.delete(name);
      }
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

  /** @param {string} name */
  made(name) {
    /** @type {Grip} */
    const grip = document.createElement("div");
    grip.className = "cut";
    grip.dataset.name = name;
    grip.tabIndex = 0;
    grip.setAttribute("role", "slider");
    grip.addEventListener("pointerdown", (event) => this.take(grip, event));
    grip.addEventListener("pointermove", (event) => {
      if (grip.hasPointerCapture(event.pointerId)) this.ask(grip, this.shareAt(grip, event.clientX));
    });
    for (const end of ["pointerup", "pointercancel"]) grip.addEventListener(end, () => this.drag.settle());
    grip.addEventListener("keydown", (event) => this.key(grip, event));
    this.pane.append(grip);
    this.grips.set(name, grip);
    return grip;
  }

  show(grip) {
    const { since, over } = grip.cut;
    const step = stepOf(grip.cut, grip.asked ?? grip.cut.at);
    const last = since + over;
    const along = this.axis.l2p(step);
    grip.hidden = along < -1 || along > this.axis._length + 1; // the pane may be zoomed
    grip.style.left = `${this.plot.offsetLeft + this.axis._offset + along}px`;
    const where = step < last ? `step ${step}` : "never";
    grip.title = `${grip.cut.label} ${where}`;
    for (const [what, value] of [
      ["valuemin", since + 1],
      ["valuemax", last],
      ["valuenow", step],
      ["valuetext", where],
    ])
      grip.setAttribute(`aria-${what}`, String(value));
  }

  /** @param {PointerEvent} event */
  take(grip, event) {
    if (event.button !== 0) return;
    event.preventDefault();
    grip.focus();
    grip.setPointerCapture(event.pointerId);
    this.hold(grip, stepOf(grip.cut, grip.asked ?? grip.cut.at));
  }

  /** Have the steps about this one come. */
  hold(grip, step) {
    const { since, over } = grip.cut;
    const first = Math.max(since + 1, step - REACH);
    const count = Math.min(since + over, step + REACH) - first + 1;
    this.held = Array.from({ length: count }, (_, i) => shareOf(grip.cut, first + i));
    this.hand.grasp({ name: grip.dataset.name, values: this.held, around: shareOf(grip.cut, step) });
  }

  /** The share under the pointer. */
  shareAt(grip, clientX) {
    const step = Math.round(this.axis.p2l(clientX - this.plot.getBoundingClientRect().left - this.axis._offset));
    return shareOf(grip.cut, step);
  }

  /** Let the rate follow the hand; older answers must not move the grip back. */
  ask(grip, wanted) {
    if (wanted === (grip.asked ?? grip.cut.at)) return;
    grip.asked = wanted;
    this.show(grip);
    if (!this.held?.includes(wanted)) this.hold(grip, stepOf(grip.cut, wanted));
    const event = { grip, share: wanted };
    if (this.hand.show(grip.dataset.name, wanted)) this.drag.keep(event);
    else this.drag.say(event);
  }

  /** @param {KeyboardEvent} event */
  key(grip, event) {
    const { since, over, at } = grip.cut;
    const now = stepOf(grip.cut, grip.asked ?? at);
    const to = {
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      PageDown: now - LEAP,
      PageUp: now + LEAP,
      Home: since + 1,
      End: since + over,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the player would step
    this.hold(grip, now);
    this.ask(grip, shareOf(grip.cut, to));
    this.drag.rest();
  }
}
