/** Upright marks over a chart; those with a grip are dragged, or moved by keys. */

import { Drag } from "../shared/drag.js";
import { asText } from "../shared/theme.js";
import { write } from "../shared/words.js";

const STEP = 0.01; // of the axis, by an arrow key
const LEAP = 0.1; // by Page Up and Page Down
const PATIENCE = 2000; // ms that an answer may take, until which older ones do not move a mark back

/**
 * A mark as it stands on the page, or where the hand has asked for it.
 * @typedef {HTMLElement & {mark?: ChartMark, asked?: number, patience?: number}} Line
 */

export class Marks {
  /** @param {Plot} plot @param {HTMLElement} over @param {Tell} tell */
  constructor(plot, over, tell) {
    this.plot = plot;
    this.over = over;
    this.drag = new Drag((event, settled) => tell("dragged", event, settled));
    /** @type {Map<string, Line>} */
    this.lines = new Map();
  }

  /** @param {ChartHeader} chart @param {Theme} theme */
  place(chart, theme) {
    const { xaxis: x, yaxis: y } = this.plot._fullLayout;
    this.axis = x;
    for (const [name, line] of this.lines)
      if (!chart.marks.some((mark) => mark.name === name)) {
        line.remove();
        this.lines.delete(name);
      }
    for (const mark of chart.marks) {
      const line = this.lines.get(mark.name) ?? this.made(mark);
      line.mark = mark;
      if (line.asked !== undefined && !this.drag.busy && near(line.asked, mark.at)) line.asked = undefined; // heard
      line.style.setProperty("--colour", mark[theme.key] ?? theme.text);
      line.style.setProperty("--words", asText(mark[theme.key] ?? theme.text, theme));
      line.style.setProperty("--dash", mark.dash === "solid" ? "solid" : "dashed");
      Object.assign(line.style, { top: `${y._offset}px`, height: `${y._length}px` });
      write(line.firstElementChild, mark.label);
      this.show(line);
    }
  }

  /** @param {ChartMark} mark @returns {Line} */
  made(mark) {
    /** @type {Line} */
    const line = document.createElement("div");
    line.className = mark.grip ? "mark grip" : "mark";
    line.append(document.createElement("span"));
    line.dataset.name = mark.name;
    if (mark.grip) {
      line.tabIndex = 0;
      line.setAttribute("role", "slider");
      line.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        line.focus();
        line.setPointerCapture(event.pointerId);
      });
      line.addEventListener("pointermove", (event) => {
        if (line.hasPointerCapture(event.pointerId))
          this.ask(line, this.axis.p2l(event.clientX - this.plot.getBoundingClientRect().left - this.axis._offset));
      });
      for (const end of ["pointerup", "pointercancel"]) line.addEventListener(end, () => this.drag.settle());
      line.addEventListener("keydown", (event) => this.key(line, event));
    }
    this.over.append(line);
    this.lines.set(mark.name, line);
    return line;
  }

  /** Where the mark is, or where the hand wants it. @param {Line} line */
  show(line) {
    const at = line.asked ?? line.mark.at;
    const along = this.axis.l2p(this.axis.c2l(at));
    line.hidden = !(along >= -1 && along <= this.axis._length + 1);
    line.style.left = `${this.axis._offset + along}px`;
    line.classList.toggle("left", along > 0.6 * this.axis._length);
    if (!line.mark.grip) return;
    const [low, high] = this.axis.range.map((end) => this.axis.l2c(end));
    const said = line.mark.whole ? Math.floor(at) : Number(at.toPrecision(4));
    for (const [what, value] of [
      ["label", line.mark.label || line.mark.name],
      ["valuemin", decimal(low)],
      ["valuemax", decimal(high)],
      ["valuenow", decimal(said)],
    ])
      line.setAttribute(`aria-${what}`, String(value));
    if (line.mark.label && line.asked === undefined)
      line.setAttribute("aria-valuetext", line.mark.label); // a place may stand for another number, as that of 0 on a logarithm
    else line.removeAttribute("aria-valuetext");
  }

  /** The mark follows the hand to a place on the axis, linear or in the logarithm, and Python hears of it. */
  ask(line, place) {
    const ends = this.axis.range;
    const low = Math.min(...ends);
    const there = this.axis.l2c(Math.max(low, Math.min(Math.max(...ends), place)));
    // Where 0 has no place, the low end stands for it.
    const value = line.mark.whole ? Math.max(this.axis.l2c(low), Math.ceil(there - 0.5 - 1e-6)) : there;
    line.asked = value;
    clearTimeout(line.patience);
    line.patience = setTimeout(() => {
      line.asked = undefined;
      this.show(line);
    }, PATIENCE);
    this.show(line);
    this.drag.say({ name: line.mark.name, place: -1, x: value, y: 0 });
  }

  /** @param {KeyboardEvent} event */
  key(line, event) {
    const [low, high] = this.axis.range;
    const at = line.asked ?? line.mark.at;
    const now = this.axis.c2l(at);
    const by = (share) => now + share * (high - low);
    const [less, more] = line.mark.whole
      ? [Math.max(this.axis.l2c(low), Math.ceil(at) - 1), Math.floor(at) + 1].map((one) => this.axis.c2l(one))
      : [by(-STEP), by(STEP)];
    const to = {
      ArrowLeft: less,
      ArrowDown: less,
      ArrowRight: more,
      ArrowUp: more,
      PageDown: by(-LEAP),
      PageUp: by(LEAP),
      Home: low,
      End: high,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.ask(line, to);
    this.drag.rest();
  }
}

/** A number without an exponent, as ARIA wants it. @param {number} value */
const decimal = (value) => value.toLocaleString("en", { useGrouping: false, maximumSignificantDigits: 6 });

const near = (a, b) => Math.abs(a - b) <= 1e-3 * Math.max(Math.abs(a), Math.abs(b));
