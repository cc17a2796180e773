/** A few lines beside the pointer, inside the picture. */

const ASIDE = 14; // pixels from the pointer

/** @typedef {{title: string, lines: string[]}} Said */

export class Tip {
  /** @param {HTMLElement} box @param {HTMLElement} root of the picture */
  constructor(box, root) {
    this.box = box;
    this.root = root;
  }

  /** @param {Said | null} said nothing hides it @param {PointerEvent} event */
  show(said, event) {
    this.box.hidden = !said;
    if (!said) return;
    this.box.replaceChildren(written("strong", said.title), ...said.lines.map((line) => written("div", line)));
    const frame = this.root.getBoundingClientRect();
    this.box.style.left = `${beside(event.clientX - frame.left, this.box.offsetWidth, frame.width)}px`;
    this.box.style.top = `${beside(event.clientY - frame.top, this.box.offsetHeight, frame.height)}px`;
  }

  hide() {
    this.box.hidden = true;
  }
}

/** @param {string} tag @param {string} text */
const written = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

/** Behind the pointer, or before it where there is no room. */
const beside = (at, long, most) => (at + ASIDE + long > most ? Math.max(0, at - ASIDE - long) : at + ASIDE);
