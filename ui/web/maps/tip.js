/** What cell the pointer is over, in words. */

import { linesOf } from "./words.js";

export class Tip {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
  }

  /** @param {any} map @param {any} cell @param {number} panel @param {PointerEvent} event @param {HTMLElement} root */
  show(map, cell, panel, event, root) {
    const [x, y, outcome, ...rest] = linesOf(map, cell, panel);
    const line = (text, tag = "div") => Object.assign(document.createElement(tag), { textContent: text });
    const head = line(outcome, "strong");
    this.box.replaceChildren(head, line(x), line(y), ...rest.map((text) => line(text)));
    const frame = root.getBoundingClientRect();
    this.box.hidden = false;
    const left = event.clientX - frame.left + 14, width = this.box.offsetWidth, top = event.clientY - frame.top + 14, tall = this.box.offsetHeight;
    this.box.style.left = `${left + width > frame.width ? Math.max(0, left - width - 28) : left}px`;
    this.box.style.top = `${top + tall > frame.height ? Math.max(0, top - tall - 28) : top}px`;
  }

  hide() {
    this.box.hidden = true;
  }
}
