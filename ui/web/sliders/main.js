/** A panel of sliders that send while they are dragged, and of switches. Python's side is `ui/sliders.py`. */

import { isDark } from "../theme.js";
import { hearMarks, voice } from "../voice.js";
import { Mark } from "./mark.js";
import { TICKS, readTyped, tickOf, valueAt, written } from "./scale.js";
import { switchOf } from "./switch.js";

const PAUSE = 80; // ms between two messages of a drag
const REST = 300; // ms without a movement after which the whole page follows

/** @type {WeakMap<Element, Panel>} */
const panels = new WeakMap();

/** @param {any} component */
export function render({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".basin-sliders");
  let panel = panels.get(root);
  if (!panel) panels.set(root, (panel = new Panel(root)));
  panel.send = (event) => setTriggerValue("moved", event);
  panel.update(data);
  return hearMarks(panel.marked);
}

class Panel {
  constructor(root) {
    this.root = root;
    this.turn = 0; // messages sent
    this.rows = new Map(); // name → {row, show, and what a slider is made of}
    this.shape = "";
    this.mark = null; // under one of the sliders, while the player has something to say of it
    this.marked = (said) => this.showMark(said);
  }

  /** Under the slider that the player speaks of stands a mark. @param {import("../voice.js").Mark | null} said */
  showMark(said) {
    const parts = said && this.rows.get(said.name);
    if (this.mark?.range !== parts?.range) {
      this.mark?.remove();
      this.mark = parts ? new Mark(parts.range) : null;
    }
    if (parts) this.mark.show(parts.row, said);
  }

  /** Show what Python says, unless it has not heard our last word yet. */
  update({ groups, heard }) {
    const shape = JSON.stringify(groups.map((g) => [g.title, ...[g.rows, g.more].map((rows) => rows.map((r) => [r.name, r.title, r.options]))]));
    if (shape !== this.shape) this.build(groups);
    this.shape = shape;
    const fresh = this.turn === 0 || heard >= this.turn;
    for (const group of groups) {
      for (const row of [...group.rows, ...group.more]) {
        const parts = this.rows.get(row.name);
        parts.row = row;
        parts.range?.setAttribute("aria-valuetext", row.shown || written(row.value));
        if (fresh && parts !== this.held) parts.show(row.value, row.shown);
      }
    }
    const dark = isDark(this.root);
    for (const swatch of this.root.querySelectorAll(".swatch")) swatch.style.background = dark ? swatch.dataset.dark : swatch.dataset.light;
  }

  build(groups) {
    this.rows.clear();
    this.held = undefined;
    const open = new Set([...this.root.querySelectorAll("details[open]")].map((d) => d.dataset.title));
    this.root.replaceChildren(
      ...groups.map((group) => {
        const box = element("div", "group");
        box.append(...group.rows.map((row) => this.line(row, group)));
        if (group.more.length) {
          const more = document.createElement("details");
          more.dataset.title = group.title;
          more.open = open.has(group.title);
          const summary = element("summary");
          summary.textContent = "More settings";
          more.append(summary, ...group.more.map((row) => this.line(row, { title: group.title })));
          box.append(more);
        }
        return box;
      }),
    );
  }

  line(row, group) {
    const line = element("div", "row");
    const label = document.createElement("label");
    const id = `basin-${row.name.replace(/\W/g, "-")}`;
    if (group.colours) label.append(...heading(group));
    label.append(row.title);
    label.htmlFor = id;
    label.title = row.help;
    const spoken = `${group.title} ${row.title}`.trim();
    const parts = row.options.length ? this.switch(row, id, spoken) : this.slider(row, id, spoken);
    this.rows.set(row.name, parts);
    label.addEventListener("dblclick", () => { parts.show(parts.row.default); this.moved(parts, parts.row.default, true); });
    line.append(label, ...parts.shown);
    return line;
  }

  switch(row, id, spoken) {
    const { box, show } = switchOf(row, id, spoken, (value) => this.moved(parts, value, true));
    const parts = { row, show, shown: [box] };
    return parts;
  }

  slider(row, id, spoken) {
    const range = document.createElement("input");
    const entry = document.createElement("input");
    const problem = element("div", "problem");
    Object.assign(range, { type: "range", id, min: "0", max: String(TICKS), step: "1", title: row.help });
    Object.assign(entry, { type: "text", inputMode: "decimal", autocomplete: "off", spellcheck: false, maxLength: 24 });
    range.dataset.name = entry.dataset.name = row.name;
    range.setAttribute("aria-label", spoken);
    entry.setAttribute("aria-label", `${spoken}, typed`);
    problem.setAttribute("role", "status");
    const show = (value, shown) => {
      parts.value = value;
      range.value = String(tickOf(parts.row, value));
      entry.value = shown || written(value);
      problem.textContent = "";
    };
    const parts = { row, range, show, shown: [entry, range, problem] };

    range.addEventListener("input", () => {
      const tick = Number(range.value), value = this.pressed ? valueAt(parts.row, tick) : pressedTo(parts, tick);
      show(value);
      if (this.pressed) range.value = String(tick); // the thumb stays under the hand
      this.moved(parts, value, !this.pressed);
    });
    range.addEventListener("pointerdown", () => { this.pressed = true; });
    range.addEventListener("change", () => {
      if (!this.pressed) return; // a key has settled already
      this.pressed = false;
      this.moved(parts, valueAt(parts.row, Number(range.value)), true);
    });
    range.addEventListener("pointercancel", () => { this.pressed = false; });
    entry.addEventListener("focus", () => { this.held = parts; entry.select(); });
    entry.addEventListener("change", () => {
      const { value, problem: why } = readTyped(parts.row, entry.value);
      problem.textContent = why ?? "";
      if (value === undefined) return;
      show(value);
      this.moved(parts, value, true);
    });
    entry.addEventListener("blur", () => { if (this.held === parts) this.held = undefined; });
    entry.addEventListener("keydown", (e) => {
      if (e.key === "Enter") entry.blur();
      if (e.key === "Escape") { show(parts.row.value); entry.blur(); }
    });
    return parts;
  }

  /** Have the picture follow at once, and the whole page when the hand rests. */
  moved(parts, value, settled) {
    clearTimeout(parts.soon);
    clearTimeout(parts.later);
    this.held = parts; // until Python has heard, its older values must not move the thumb
    const { name } = parts.row;
    const say = () => { this.sent = performance.now(); voice.slide?.({ name, value }); };
    const wait = (this.sent ?? -Infinity) + PAUSE - performance.now();
    if (wait <= 0) say();
    else parts.soon = setTimeout(say, wait);
    if (!settled) return;
    parts.later = setTimeout(() => {
      clearTimeout(parts.soon);
      if (this.held === parts) this.held = undefined;
      this.turn += 1;
      this.send({ name, value, turn: this.turn });
    }, REST);
  }
}

/** The value a key leads to: a whole number moves by one at least, however many ticks that is. @param {any} parts @param {number} tick */
function pressedTo({ row, value }, tick) {
  const to = valueAt(row, tick), way = Math.sign(tick - tickOf(row, value));
  return row.whole && to === value ? Math.min(row.high, Math.max(row.low, value + way)) : to;
}

/** A run's colour and name, in front of its first slider. */
function heading(group) {
  const swatch = element("span", "swatch"), name = element("strong");
  [swatch.dataset.light, swatch.dataset.dark] = group.colours;
  name.textContent = group.title;
  return [swatch, name];
}

function element(tag, name = "") {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
