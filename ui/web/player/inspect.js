/** A way to another page with one of the runs: a button, and with several to choose from a small menu above it. */

import { find } from "../shared/find.js";

export class Inspect {
  /** @param {HTMLElement} root @param {{opened: () => void, chosen: (run: string) => void}} hand */
  constructor(root, { opened, chosen }) {
    this.root = root;
    this.opened = opened;
    /** @type {HTMLButtonElement} */
    this.button = find(root, "[data-act]");
    this.menu = find(root, "[role=menu]");
    this.choose = (run) => {
      this.open(false);
      chosen(run);
    };
    this.button.addEventListener("click", () => (this.runs.length > 1 ? this.open(this.menu.hidden) : this.choose(this.runs[0])));
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("focusout", (event) => {
      if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) this.open(false);
    });
  }

  /** Offer the runs that are shown. @param {Race} race */
  show(race) {
    const shown = race.runs.filter((run) => !race.hidden.has(run.name));
    this.runs = shown.map((run) => run.name);
    this.button.disabled = !this.runs.length;
    const stamp = this.runs.join();
    if (stamp !== this.stamp) this.make();
    shown.forEach((run, i) => {
      if (this.items[i].textContent !== run.label) this.items[i].textContent = run.label;
    });
  }

  /** Its menu, in which the runs are not called anything yet. */
  make() {
    this.stamp = this.runs.join();
    this.open(false);
    if (this.runs.length > 1) this.button.setAttribute("aria-haspopup", "menu");
    else this.button.removeAttribute("aria-haspopup");
    this.items = this.runs.map((name) => {
      const item = Object.assign(document.createElement("button"), { type: "button", tabIndex: -1 });
      item.setAttribute("role", "menuitem");
      item.addEventListener("click", () => this.choose(name));
      return item;
    });
    this.menu.replaceChildren(...this.items);
  }

  open(on) {
    this.menu.hidden = !on;
    if (this.button.hasAttribute("aria-haspopup")) this.button.setAttribute("aria-expanded", String(on));
    else this.button.removeAttribute("aria-expanded");
    if (!on) return;
    this.opened();
    this.items[0].focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.menu.hidden) return;
    const { items } = this;
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const last = items.length - 1;
    const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last }[event.key];
    if (to !== undefined) items[to].focus();
    else if (event.key === "Escape") {
      this.open(false);
      this.button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
