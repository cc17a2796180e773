/** Quiet charts that answer the hand. Plotly draws them; marks and labels lie over them. Python's side is `ui/charts.py`. */

import { unpacked } from "../codec.js";
import { mounted } from "../mount.js";
import { themeOf } from "../theme.js";
import { voice } from "../voice.js";
import { Chart } from "./chart.js";

/** @param {any} component @param {string} base */
export function render(component, base) {
  mounted(component, base, ".basin-charts", Charts, unpacked(component.data));
  return () => { voice.slide = null; };
}

class Charts {
  constructor(root) {
    this.root = root;
    this.shown = 0; // pictures shown, counted for the bench
    /** @type {Map<string, Chart>} */
    this.charts = new Map();
    this.watch = new ResizeObserver((entries) => { for (const { target } of entries) this.charts.get(target.dataset.chart)?.resize(); });
  }

  async update(page, Plotly) {
    const theme = themeOf(this.root);
    this.root.dataset.columns = String(Math.min(page.columns, page.charts.length));
    for (const [id, chart] of this.charts) if (!page.charts.some((one) => one.id === id)) { chart.remove(Plotly); this.charts.delete(id); }
    for (const [place, one] of page.charts.entries()) {
      let chart = this.charts.get(one.id);
      if (!chart) {
        this.charts.set(one.id, (chart = new Chart(one.id, (what, event, settled) => this.tell(what, { chart: one.id, ...event }, settled))));
        this.watch.observe(chart.plot);
      }
      if (this.root.children[place] !== chart.figure) this.root.insertBefore(chart.figure, this.root.children[place] ?? null); // moved for no reason it would slip the hand
    }
    await Promise.all(page.charts.map((one) => this.charts.get(one.id).show(Plotly, one, page, theme)));
    this.shown += 1;
    this.root.dataset.shown = String(this.shown);
  }
}
