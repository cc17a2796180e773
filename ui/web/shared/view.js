/** What every picture is: made once in a component's root, numbered, and able to speak to Python. `mount.js` shows it what arrives. */

import { Outbox } from "./outbox.js";

export class View {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("basin"); // for `base.css`
    this.outbox = new Outbox(root);
    this.shown = 0; // how many pictures
    this.newest = 0; // the number of the last that has arrived
    this.queue = Promise.resolve();
    root.basin = this; // for the browser tests and the bench
  }

  /** Tell Python what the hand has done; it is at rest if it is `settled`. @param {string} what @param {object} event */
  tell(what, event, settled = true) {
    this.outbox.tell(what, event, settled);
  }

  /** One more picture is shown; the browser tests and the bench wait for it. */
  count() {
    this.shown += 1;
    this.root.dataset.shown = String(this.shown);
  }
}
