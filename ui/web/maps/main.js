/** Maps of outcomes: every cell one run. One panel or several, coloured, clicked, zoomed. Python's side is `ui/maps.py`. */

import { unpacked } from "../codec.js";
import { mounted } from "../mount.js";
import { themeOf } from "../theme.js";
import { voice } from "../voice.js";
import { Colours } from "./colours.js";
import { Frame } from "./frame.js";
import { Hand } from "./hand.js";
import { Legend } from "./legend.js";
import { MARKUP } from "./markup.js";
import { Panel } from "./panel.js";
import { Tip } from "./tip.js";
import { spoken } from "./words.js";

/** @param {any} component @param {string} base */
export function render(component, base) {
  const map = unpacked(component.data);
  mounted(component, base, ".basin-maps", Maps, map, () => null);
  return () => { voice.slide = null; };
}

class Maps {
  constructor(root) {
    this.root = root;
    root.innerHTML = MARKUP;
    this.shown = 0; // pictures shown, counted for the bench
    this.panels = [];
    const find = (name) => root.querySelector(name);
    this.legend = new Legend(find(".legend"));
    this.tip = new Tip(find(".tip"));
    this.said = find(".said");
    for (const button of root.querySelectorAll("[data-colouring]")) button.addEventListener("click", () => this.recolour(button.dataset.colouring));
    find("[data-act=whole]").addEventListener("click", () => this.tell("ranged", { x: null, y: null }));
    this.watch = new ResizeObserver(() => this.draw());
  }

  update(map) {
    const fresh = map.id !== this.map?.id;
    this.map = map;
    if (fresh) this.cell = map.picked && this.cellAt(map.picked);
    else if (map.picked && !this.hand?.pulling) this.cell = this.cellAt(map.picked);
    this.theme = themeOf(this.root);
    if (this.panels.length !== map.panels.length) this.build(map.panels.length);
    this.root.dataset.panels = String(map.panels.length);
    this.root.classList.toggle("stale", Boolean(map.stale));
    this.root.querySelector("[data-act=whole]").style.visibility = map.zoomed ? "" : "hidden"; // its room is kept
    this.root.querySelector(".views").hidden = !map.steps && !map.loss && !map.zoomed;
    for (const button of this.root.querySelectorAll("[data-colouring]")) button.hidden = !map.steps || !map.loss;
    if (fresh) this.say(null);
    this.paint();
    this.shown += 1;
    this.root.dataset.shown = String(this.shown);
  }

  build(count) {
    this.watch.disconnect();
    this.panels = Array.from({ length: count }, (_, i) => {
      const panel = new Panel(i);
      panel.hand = new Hand(panel, this);
      this.watch.observe(panel.plot);
      return panel;
    });
    this.root.querySelector(".panels").replaceChildren(...this.panels.map((panel) => panel.figure));
  }

  /** Colour the cells anew: other numbers, another colouring, another theme. */
  paint() {
    const { map, theme } = this;
    this.colours = new Colours(map, theme);
    for (const panel of this.panels) panel.paint(map, this.colours, theme);
    this.legend.show(map, this.colours, theme);
    for (const button of this.root.querySelectorAll("[data-colouring]")) button.setAttribute("aria-pressed", String(button.dataset.colouring === map.colouring));
    this.draw();
  }

  draw() {
    if (!this.map) return;
    for (const panel of this.panels) panel.draw(this.map, this.theme);
    this.drawMoving();
  }

  /** What follows the hand: the cell it is over, the rectangle it drags. */
  drawMoving() {
    for (const panel of this.panels) panel.drawMoving(this.map, this.theme, { cell: this.cell, over: this.over, rectangle: this.rectangle });
  }

  recolour(colouring) {
    this.map.colouring = colouring;
    this.paint();
    this.tell("coloured", { colouring });
  }

  /** @param {[number, number]} point @returns {{i: number, j: number}} */
  cellAt([x, y]) {
    return Frame.cellAt(this.map, x, y);
  }

  /** Say what a cell is to who cannot see it; without one, what the hand can do here. */
  say(cell, panel = 0) {
    this.said.textContent = cell ? spoken(this.map, cell, panel) : this.map.hint;
  }

  /** The hand chose a cell. */
  choose(cell, panel, settled = true) {
    const [x, y] = Frame.centre(this.map, cell);
    this.cell = cell;
    this.drawMoving();
    this.tell(this.map.click === "open" ? "opened" : "picked", { x, y, panel }, settled);
  }
}
