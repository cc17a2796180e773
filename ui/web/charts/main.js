/** Quiet charts that answer the hand. Plotly draws them; marks and labels lie over them. Python's side is `ui/parts/charts.py`. */

import { received } from "../shared/held.js";
import { mounted } from "../shared/mount.js";
import { themeOf } from "../shared/theme.js";
import { View } from "../shared/view.js";
import { Chart } from "./chart.js";

/** @param {Component} component @param {string} base */
export function render(component, base) {
  const picture = received(component);
  if (!picture) return;
  return mounted(component, base, ".basin-charts", Charts, picture);
}

class Charts extends View {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root);
    /** @type {Map<string, Chart>} */
    this.charts = new Map();
    this.watch = new ResizeObserver((entries) => {
      for (const { target } of entries) this.charts.get(target.getAttribute("data-chart"))?.resize();
    });
  }

  /** @param {ChartPage} page @param {Plotly} Plotly */
  async update(page, Plotly) {
    const theme = themeOf(this.root);
    this.root.dataset.columns = String(Math.min(page.columns, page.charts.length));
    for (const [id, chart] of this.charts)
      if (!page.charts.some((one) => one.id === id)) {
        chart.remove(Plotly);
        this.charts.delete(id);
      }
    for (const [place, one] of page.charts.entries()) {
      let chart = this.charts.get(one.id);
      if (!chart) {
        chart = new Chart(one.id, (what, event, settled) => this.tell(what, { chart: one.id, ...event }, settled));
        this.charts.set(one.id, chart);
        this.watch.observe(chart.plot);
      }
      // Moved for no reason it would slip the hand.
      if (this.root.children[place] !== chart.figure) this.root.insertBefore(chart.figure, this.root.children[place] ?? null);
    }
    await Promise.all(page.charts.map((one) => this.charts.get(one.id).show(Plotly, one, page, theme)));
  }
}
