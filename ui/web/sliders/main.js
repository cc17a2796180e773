/** A panel of sliders that send while they are dragged, and of switches. Python's side is `ui/parts/sliders.py`. */

import { find, findAll } from "../shared/find.js";
import "../shared/print.js";
import "../shared/sheet.js";
import { Drag } from "../shared/drag.js";
import { Outbox } from "../shared/outbox.js";
import { isDark } from "../shared/theme.js";
import { hearMarks, voice } from "../shared/voice.js";
import { Mark } from "./mark.js";
import { places, pressedTo, readTyped, tickOf, written } from "./scale.js";
import { switchOf } from "./switch.js";

/** @type {WeakMap<Element, Panel>} */
const panels = new WeakMap();

/** @param {Component<any>} component */
export function render({ data, parentElement, setStateValue }) {
  const root = find(parentElement, ".basin-sliders");
  const panel = panels.get(root) ?? new Panel(root);
  panels.set(root, panel);
  panel.outbox.send = (said) => setStateValue("said", said);
  panel.outbox.heard(data.heard);
  panel.update(data);
  return hearMarks(panel.marked);
}

class Panel {
  constructor(root) {
    this.root = root;
    this.outbox = new Outbox(root);
    this.turn = 0; // number of the last message sent
    this.rows = new Map(); // name → {row, show, and what a slider is made of}
    this.shape = "";
    this.mark = null; // under one of the sliders, while the player has something to say of it
    this.marked = (said) => this.showMark(said);
    window.addEventListener("popstate", () => this.rest()); // Back is newer than a key whose page has not followed yet
  }

  /** Under the slider that the player speaks of stands a mark. @param {import("../shared/voice.js").Mark | null} said */
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
    const shape = JSON.stringify(
      groups.map((g) => [g.title, ...[g.rows, g.more].map((rows) => rows.map((r) => [r.name, r.title, r.options]))]),
    );
    if (shape !== this.shape) this.build(groups);
    this.shape = shape;
    const fresh = this.turn === 0 || heard >= this.turn;
    if (this.turn && fresh && !this.held) voice.heard?.((name) => this.rows.has(name));
    for (const group of groups) {
      for (const row of [...group.rows, ...group.more]) {
        const parts = this.rows.get(row.name);
        parts.row = row;
        if (fresh && parts !== this.held && !parts.typing?.()) parts.show(row.value, row.shown);
      }
    }
    const dark = isDark(this.root);
    for (const swatch of findAll(this.root, ".swatch")) swatch.style.background = dark ? swatch.dataset.dark : swatch.dataset.light;
  }

  build(groups) {
    this.rows.clear();
    this.held = undefined;
    const open = new Set([...findAll(this.root, "details[open]")].map((d) => d.dataset.title));
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
    parts.drag = new Drag((event, settled) => this.tell(parts, event, settled));
    this.rows.set(row.name, parts);
    label.addEventListener("dblclick", () => {
      parts.show(parts.row.default);
      this.moved(parts, parts.row.default, true);
    });
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
    Object.assign(range, { type: "range", id, min: "0", step: "1", title: row.help });
    const inputMode = row.legal[0] < 0 ? "text" : "decimal"; // a phone's keys for decimals have no minus
    Object.assign(entry, { type: "text", inputMode, autocomplete: "off", spellcheck: false, maxLength: 24 });
    range.dataset.name = entry.dataset.name = row.name;
    range.setAttribute("aria-label", spoken);
    entry.setAttribute("aria-label", `${spoken}, typed`);
    problem.setAttribute("role", "status");
    problem.id = `${id}-problem`;
    entry.setAttribute("aria-describedby", problem.id);
    const show = (value, shown) => {
      parts.value = value;
      parts.places = places(parts.row);
      range.max = String(parts.places.length - 1);
      range.value = String(tickOf(parts.row, value));
      entry.value = shown || written(value);
      range.setAttribute("aria-valuetext", entry.value);
      problem.textContent = "";
      entry.removeAttribute("aria-invalid");
    };
    const typing = () => document.activeElement === entry; // what is being typed is not overwritten
    const parts = { row, range, show, typing, shown: [entry, range, problem] };

    range.addEventListener("input", () => {
      const tick = Number(range.value);
      const value = this.pressed ? parts.places[tick] : pressedTo(parts.row, parts.value, tick);
      show(value);
      if (this.pressed) range.value = String(tick); // the thumb stays under the hand
      this.moved(parts, value, !this.pressed);
    });
    const grasp = () => voice.grasp?.({ name: row.name, values: parts.places, around: parts.value });
    range.addEventListener("pointerdown", () => {
      this.pressed = true;
      parts.before = parts.value;
      window.addEventListener("pointerup", release, { once: true }); // a thumb that is back where it was has not changed
      grasp();
    });
    const release = () => {
      if (!this.pressed) return; // a key has settled already
      this.pressed = false;
      if (parts.drag.busy) this.moved(parts, parts.places[Number(range.value)], true);
    };
    range.addEventListener("change", release);
    range.addEventListener("blur", () => parts.drag.settle()); // what the hand does next comes after it
    range.addEventListener("keydown", (e) => {
      if (e.key.startsWith("Arrow")) grasp(); // its neighbours come next
    });
    range.addEventListener("pointercancel", () => {
      // the finger scrolls: back to where it took hold
      this.pressed = false;
      if (parts.value === parts.before) return;
      show(parts.before);
      this.moved(parts, parts.before, true);
    });
    entry.addEventListener("focus", () => {
      this.held = parts;
      entry.select();
    });
    entry.addEventListener("change", () => {
      const { value, problem: why } = readTyped(parts.row, entry.value);
      problem.textContent = why ?? "";
      entry.setAttribute("aria-invalid", String(why !== undefined));
      if (value === undefined) return;
      show(value);
      this.moved(parts, value, true);
    });
    entry.addEventListener("blur", () => {
      if (this.held === parts) this.held = undefined;
      parts.drag.settle();
    });
    entry.addEventListener("keydown", (e) => {
      if (e.key === "Enter") entry.blur();
      if (e.key === "Escape") {
        show(parts.row.value);
        entry.blur();
      }
    });
    return parts;
  }

  /** What has not been told yet is not told any more. */
  rest() {
    for (const parts of this.rows.values()) parts.drag.drop();
    this.held = undefined;
  }

  /** Have the picture follow at once, and the whole page when the hand rests. */
  moved(parts, value, settled) {
    this.held = parts; // until Python has heard, its older values must not move the thumb
    const event = { name: parts.row.name, value };
    if (voice.show?.(event.name, value)) parts.drag.keep(event);
    else parts.drag.say(event);
    if (settled) parts.drag.rest();
  }

  /** While the hand moves the player speaks for the slider; at rest the slider itself. */
  tell(parts, event, settled) {
    if (!settled) return voice.slide?.(event);
    if (this.held === parts) this.held = undefined;
    this.outbox.tell("moved", event, true);
    this.turn = this.outbox.n;
    return undefined;
  }
}

/** A run's colour and name, in front of its first slider. */
function heading(group) {
  const swatch = element("span", "swatch");
  const name = element("strong");
  [swatch.dataset.light, swatch.dataset.dark] = group.colours;
  name.textContent = group.title;
  return [swatch, name];
}

function element(tag, name = "") {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
