/** Maps of outcomes: every cell one run. One panel or several, coloured, clicked, zoomed. Python's side is `ui/parts/cells.py`. */

import { find, findAll } from "../shared/find.js";
import { received } from "../shared/held.js";
import { mounted } from "../shared/mount.js";
import { themeOf } from "../shared/theme.js";
import { Tip } from "../shared/tip.js";
import { View } from "../shared/view.js";
import { Colours } from "./colours.js";
import { Frame } from "./frame.js";
import { Hand } from "./hand.js";
import { Legend } from "./legend.js";
import { MARKUP } from "./markup.js";
import { Panel } from "./panel.js";
import { spoken } from "./words.js";

/** @param {Component} component @param {string} base */
export function render(component, base) {
  const map = received(component);
  if (!map) return;
  return mounted(component, base, ".basin-maps", Maps, map, () => null);
}

export class Maps extends View {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root);
    root.innerHTML = MARKUP;
    /** @type {Panel[]} */
    this.panels = [];
    /** @type {Hand | null} the hand that is at work, on one of the panels */
    this.hand = null;
    /** @type {Cell | null} the cell that is picked */
    this.cell = null;
    /** @type {Cell | null} the cell under the hand */
    this.over = null;
    /** @type {{panel: number, corners: [Point, Point]} | null} that is dragged */
    this.rectangle = null;
    this.legend = new Legend(find(root, ".legend"));
    this.tip = new Tip(find(root, ".tip"), root);
    this.said = find(root, ".said");
    for (const button of findAll(root, "[data-colouring]")) button.addEventListener("click", () => this.recolour(button.dataset.colouring));
    find(root, "[data-act=whole]").addEventListener("click", () => this.tell("ranged", { x: null, y: null }));
    find(root, "[data-act=zoom]").addEventListener("click", () => this.arm(!this.zooming));
    this.watch = new ResizeObserver(() => this.draw());
  }

  /** @param {OutcomeMap} map */
  update(map) {
    const fresh = map.id !== this.map?.id;
    this.map = map;
    if (fresh || !this.hand?.pulling) this.cell = map.picked && this.cellAt(map.picked); // what lies off the map has no ring on it
    this.theme = themeOf(this.root);
    if (this.panels.length !== map.panels.length) this.build(map.panels.length);
    this.root.dataset.panels = String(map.panels.length);
    this.root.classList.toggle("stale", Boolean(map.stale));
    find(this.root, "[data-act=whole]").style.visibility = map.zoomed ? "" : "hidden"; // its room is kept
    const byFinger = !map.steps && !map.loss && !map.zoomed; // all there is to press is for a finger
    find(this.root, ".views").classList.toggle("by-finger", byFinger);
    for (const button of findAll(this.root, "[data-colouring]")) button.hidden = !map.steps || !map.loss;
    if (fresh) this.say(null);
    this.paint();
  }

  build(count) {
    this.watch.disconnect();
    this.panels = Array.from({ length: count }, (_, i) => {
      const panel = new Panel(i);
      panel.hand = new Hand(panel, this);
      this.watch.observe(panel.plot);
      return panel;
    });
    find(this.root, ".panels").replaceChildren(...this.panels.map((panel) => panel.figure));
  }

  /** Colour the cells anew: other numbers, another colouring, another theme. */
  paint() {
    const { map, theme } = this;
    this.colours = new Colours(map, theme);
    for (const panel of this.panels) panel.paint(map, this.colours, theme);
    this.legend.show(map, this.colours, theme);
    for (const button of findAll(this.root, "[data-colouring]"))
      button.setAttribute("aria-pressed", String(button.dataset.colouring === map.colouring));
    this.draw();
  }

  draw() {
    if (!this.map) return;
    for (const panel of this.panels) panel.draw(this.map, this.theme);
    this.drawMoving();
  }

  /** What follows the hand: the cell it is over, the rectangle it drags. */
  drawMoving() {
    for (const panel of this.panels)
      panel.drawMoving(this.map, this.theme, { cell: this.cell, over: this.over, rectangle: this.rectangle });
  }

  /** Whether the next drag of a finger draws the rectangle to zoom to; a mouse needs no such button. */
  arm(zooming) {
    this.zooming = zooming;
    find(this.root, "[data-act=zoom]").setAttribute("aria-pressed", String(zooming));
  }

  recolour(colouring) {
    this.map.colouring = colouring;
    this.paint();
    this.tell("coloured", { colouring });
  }

  /** @param {Point} point @returns {Cell} */
  cellAt([x, y]) {
    return Frame.cellAt(this.map, x, y);
  }

  /** Say what a cell is to who cannot see it; without one, what the hand can do here. */
  say(cell, panel = 0) {
    this.said.textContent = cell
      ? spoken(this.map, cell, panel)
      : matchMedia("(pointer: coarse)").matches
        ? this.map.tapped
        : this.map.hint;
  }

  /** The hand chose a cell. */
  choose(cell, panel, settled = true) {
    const [x, y] = Frame.centre(this.map, cell);
    this.cell = cell;
    this.drawMoving();
    this.tell(this.map.click === "open" ? "opened" : "picked", { x, y, panel }, settled);
  }
}
