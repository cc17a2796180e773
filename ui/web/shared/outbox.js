/** What the hand does, told so that nothing is lost. Python's side is `ui/parts/hearing.py`. */

import { names } from "./held.js";
import { still } from "./still.js";

const FRESH = 5000; // ms for which an event is told again with those after it: far longer than a message waits behind a run
const KEPT = 12;
const AGAIN = [2000, 4000, 8000]; // ms after which a word that nobody has heard is said again: longer than an answer takes

/**
 * A message that waits behind a run is dropped when the page begins anew. So an event is not sent, it is put into a
 * list, which is part of the component's state and so travels with every message; Python acts on each number once.
 * Behind the last word comes no other: it is said again until Python answers that it has heard it.
 */
export class Outbox {
  /** @param {Element} root of the component; once it has left the page, nothing is said again */
  constructor(root) {
    this.root = root;
    /** @type {Array<{n: number, what: string, settled: boolean}>} */
    this.events = [];
    this.n = 0; // of the last event
    this.settled = 0; // of the last event that is said until it is heard
    /** How the list goes to Python; the component's newest way. @type {(said: object) => void} */
    this.send = () => {};
  }

  /** @param {string} what @param {object} event @param {boolean} settled the hand is at rest */
  tell(what, event, settled) {
    this.send(this.with(what, event, settled));
    if (!settled) return;
    this.settled = this.n;
    this.wait(0);
  }

  /**
   * The list with this event at its end, and the pictures that are here. Of a hand on its way only the newest place counts; another kind of
   * event leaves it there.
   * @param {string} what @param {object} event @param {boolean} settled
   */
  with(what, event, settled) {
    const now = Math.round(performance.timeOrigin + performance.now());
    this.n = Math.max(now, this.n + 1); // grows from page to page, so that no number comes twice
    const lasting = this.events.filter((e) => (e.settled || e.what === "grasped" || e.what !== what) && e.n > now - FRESH).slice(1 - KEPT);
    this.events = [...lasting, { ...event, what, settled, n: this.n }];
    return { events: this.events, held: names() };
  }

  /** @param {number} turn how often it was said again */
  wait(turn) {
    clearTimeout(this.soon);
    if (turn === AGAIN.length) return;
    this.soon = setTimeout(() => {
      if (!this.root.isConnected) return;
      if (still()) return this.wait(turn);
      this.send({ events: this.events, held: names(), again: `${this.n} ${turn}` }); // the same word twice would not be sent
      this.wait(turn + 1);
    }, AGAIN[turn]);
  }

  /** Python has heard everything up to this number. @param {number} n */
  heard(n) {
    if (n >= this.settled) clearTimeout(this.soon);
  }
}
