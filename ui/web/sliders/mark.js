/** A mark under a slider: a tick at a value, which the player moves while it plays, and words. */

import { write } from "../shared/words.js";
import { shareOf } from "./scale.js";

export class Mark {
  /** @param {HTMLInputElement} range the slider that is marked */
  constructor(range) {
    this.range = range;
    this.box = Object.assign(document.createElement("div"), { className: "mark", id: `${range.id}-mark` });
    this.tick = Object.assign(document.createElement("i"), { ariaHidden: "true" });
    this.words = document.createElement("span");
    this.side = document.createElement("em");
    this.box.append(this.tick, this.words, this.side);
    range.after(this.box);
    range.setAttribute("aria-describedby", this.box.id);
  }

  /** @param {import("./scale.js").Row} row @param {import("../shared/voice.js").Mark} said */
  show(row, { at, words, side, over }) {
    const stamp = `${at} ${words} ${side} ${row.low} ${row.high}`;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const share = at === null ? 0 : shareOf(row, at);
    const beyond = at === null ? "" : at > row.high ? " →" : at < row.low ? " ←" : "";
    this.box.style.setProperty("--share", String(share));
    this.box.classList.toggle("none", at === null);
    for (const part of [this.box, this.range]) part.classList.toggle("over", over);
    write(this.words, words + beyond);
    write(this.side, side);
    this.box.title = `${words}${side && `: ${side}`}`;
  }

  remove() {
    this.range.classList.remove("over");
    this.range.removeAttribute("aria-describedby");
    this.box.remove();
  }
}
