/** The step's arithmetic: a line per sub-step, the rule with symbols and under it with this step's numbers. */

import { findAll } from "../shared/find.js";
import { digits, pair, width } from "./digits.js";

export class Lines {
  /** @param {HTMLElement} list @param {(line: number) => void} chosen a line was clicked: show the step up to there */
  constructor(list, chosen) {
    this.list = list;
    list.addEventListener("click", (event) => {
      const at = [...list.children].indexOf(/** @type {Element} */ (event.target).closest("li"));
      if (at >= 0) chosen(at);
    });
  }

  /**
   * Set up for a run: the lines, and for every slot the room that its longest number takes, so that nothing moves.
   * @param {import("./run.js").Run} run @param {Theme} theme
   */
  show(run, theme) {
    const stamp = JSON.stringify([run.lines, theme.key]);
    if (stamp !== this.stamp) this.build(run, theme);
    this.stamp = stamp;
    this.run = run;
    const rooms = new Map([...run.sizes.keys()].map((letter) => [letter, room(run, letter)]));
    for (const { node, of, brackets, squared } of this.slots) {
      const [most, negative, powers] = rooms.get(of);
      node.style.minWidth = `${most + ((brackets && negative) || (squared && powers) ? 2 : 0)}ch`;
    }
    for (const { node, of, entries } of this.results) if (entries.length === 1) node.style.minWidth = `${rooms.get(of)[0]}ch`;
    this.step = undefined;
  }

  build(run, theme) {
    this.slots = [];
    this.results = [];
    this.list.replaceChildren(...run.lines.map((line) => this.line(run, line, theme)));
  }

  /** @param {import("./run.js").Run} run @param {Line} line @param {Theme} theme */
  line(run, line, theme) {
    const item = document.createElement("li");
    const head = element("div", "head");
    const size = run.sizes.get(line.letter);
    item.style.setProperty("--role", line.role ? run.roles[line.role][theme.dark ? 1 : 0] : theme.text);
    item.classList.toggle("plain", !line.role);
    const rule = element("span", "rule");
    const says = element("span", "says");
    rule.innerHTML = line.rule; // MathML that Python made from the rule's own formula
    says.textContent = line.says;
    head.append(rule, says);
    item.append(head);
    if (!line.rows.length) head.insertBefore(this.result(line, [...Array(size).keys()]), says);
    line.rows.forEach((row, i) => {
      const box = element("div", "row");
      const name = element("i", "axis");
      const body = element("span", "body");
      const sum = element("span", "sum");
      name.textContent = line.rows.length > 1 ? "xy"[i] : "";
      sum.innerHTML = row; // and the same with slots for the numbers
      for (const node of findAll(sum, "[data-of]")) {
        const { of, entry, bare, squared } = node.dataset;
        this.slots.push({
          node,
          of,
          entry: Number(entry),
          brackets: bare === undefined || squared !== undefined,
          squared: squared !== undefined,
        });
      }
      body.append(sum, this.result(line, [i]));
      box.append(name, body);
      item.append(box);
    });
    return item;
  }

  result(line, entries) {
    const box = element("b", "result");
    const node = element("span", "number");
    box.append("= ", node);
    this.results.push({ node, of: line.letter, entries });
    return box;
  }

  /** Fill in step k; lines after the first `sub` ones wait their turn. */
  draw(k, sub) {
    const { run } = this;
    const step = run.has(k) ? k : -1 - k; // below 0 while some numbers have not come
    if (step !== this.step) {
      this.step = step;
      for (const slot of this.slots) {
        const value = run.at(slot.of, k)?.[slot.entry];
        const text = digits(value, run.settings.has(slot.of));
        slot.node.innerHTML = (slot.brackets && value < 0) || (slot.squared && text.includes("<sup>")) ? `(${text})` : text;
      }
      for (const { node, of, entries } of this.results) {
        const values = entries.map((entry) => run.at(of, k)?.[entry]);
        node.innerHTML = values.length === 4 ? matrix(values) : values.length > 1 ? pair(values) : digits(values[0]);
      }
    }
    [...this.list.children].forEach((item, i) => {
      item.classList.toggle("waiting", i >= Math.ceil(sub));
      item.classList.toggle("now", i === Math.ceil(sub) - 1);
    });
    const now = /** @type {HTMLElement | undefined} */ (this.list.children[Math.ceil(sub) - 1]);
    const pane = this.list.parentElement;
    if (sub < this.list.children.length || this.part)
      pane.scrollTop = Math.max(0, (now?.offsetTop ?? 0) + (now?.offsetHeight ?? 0) - pane.clientHeight);
    this.part = sub < this.list.children.length; // a step just played to its end stays scrolled there
  }
}

/**
 * The room that a letter's longest number takes in the whole run, whether one is negative, and one in powers of ten.
 * @param {import("./run.js").Run} run @param {string} letter @returns {Room}
 */
function room(run, letter) {
  const row = run.constant(letter);
  if (!row) return run.rooms[run.same[letter] ?? letter];
  const plain = run.settings.has(letter);
  const written = Array.from(row, (value) => digits(value, plain));
  return [Math.max(1, ...written.map(width)), row.some((value) => value < 0), written.some((text) => text.includes("<sup>"))];
}

const matrix = ([a, b, c, d]) => `${pair([a, b])}, ${pair([c, d])}`;

function element(tag, name) {
  return Object.assign(document.createElement(tag), { className: name });
}
