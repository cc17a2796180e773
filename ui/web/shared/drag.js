/** Speaks of what the hand moves: at intervals while it moves, and once when it rests. */

import { Pace } from "./pace.js";

const PAUSE = 80; // ms between two messages of a drag
const REST = 300; // ms without a key after which the whole page follows

/** @template T */
export class Drag {
  /** @param {(event: T, settled: boolean) => void} tell */
  constructor(tell) {
    this.tell = tell;
    this.pace = new Pace(PAUSE);
    /** @type {T | undefined} the last thing said that is not settled */
    this.event = undefined;
    this.elsewhere = () => this.settle();
  }

  /** Whether something has been said that is not settled. */
  get busy() {
    return this.event !== undefined;
  }

  /** @param {T} event */
  say(event) {
    this.event = event;
    clearTimeout(this.later);
    this.pace.run(() => this.tell(this.event, false));
  }

  /** The same of what need not be told before the hand rests. @param {T} event */
  keep(event) {
    this.pace.stop();
    this.event = event;
    clearTimeout(this.later);
  }

  /** The hand has let go: the whole page follows, if anything was said. */
  settle() {
    this.pace.stop();
    clearTimeout(this.later);
    if (!this.busy) return;
    const { event } = this;
    this.event = undefined;
    this.tell(event, true);
  }

  /** Settled at once; nothing older comes after it. @param {T} event */
  end(event) {
    this.event = event;
    this.settle();
  }

  /** What was said is taken back: the whole page follows to how it was, if anything was said. @param {T} event */
  takeBack(event) {
    if (this.busy) this.end(event);
  }

  /** Keys have no end: settle once they rest, or as the hand goes elsewhere. What it does there comes after this. */
  rest() {
    clearTimeout(this.later);
    this.later = setTimeout(this.elsewhere, REST);
    for (const act of ["pointerdown", "focusin"]) window.addEventListener(act, this.elsewhere, { capture: true, once: true });
  }

  /** What has not been told yet is not told any more. */
  drop() {
    this.pace.stop();
    clearTimeout(this.later);
    this.event = undefined;
  }
}
