/** What every picture is: made once in a component's root, numbered, and able to speak to Python. `mount.js` shows it what arrives. */

import { Outbox } from "./outbox.js";
import { still } from "./still.js";

export class View {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("basin"); // for `base.css`
    this.outbox = new Outbox(root);
    this.shown = 0; // how many pictures
    this.newest = 0; // the number of the last that has arrived
    this.asks = new Map(); // what is soon to be asked for
    this.queue = Promise.resolve();
    root.basin = this; // for the browser tests and the bench
  }

  /** Tell Python what the hand has done; it is at rest if it is `settled`. @param {string} what @param {object} event */
  tell(what, event, settled = true) {
    this.outbox.tell(what, event, settled);
  }

  /** Ask Python for what the hand has not asked for. @param {string} what @param {object} event */
  ask(what, event) {
    clearTimeout(this.asks.get(what));
    const soon = setTimeout(() => {
      if (this.root.isConnected) this.tell(what, event, false);
    }, still());
    this.asks.set(what, soon);
  }

  /** One more picture is shown; the browser tests and the bench wait for it. */
  count() {
    this.shown += 1;
    this.root.dataset.shown = String(this.shown);
  }
}
