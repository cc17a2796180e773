/** Quiet charts that answer the hand. Plotly draws them; marks and labels lie over them. Python's side is `ui/parts/charts.py`. */

import { received } from "../shared/held.js";
import { mounted } from "../shared/mount.js";
import { Pace } from "../shared/pace.js";
import { themeOf } from "../shared/theme.js";
import { View } from "../shared/view.js";
import { Chart } from "./chart.js";
import { wholeOf } from "./whole.js";

const PAUSE = 250; // ms between two messages of a slider that the charts follow by themselves: each costs the browser some frames
const PATIENCE = 3000; // ms after which Python’s next charts are no longer waited for

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
    /** Where a slider stands that is shown without Python, until Python has shown it, too. */
    this.live = /** @type {{name: string, value: number} | null} */ (null);
    this.left = this.live; // where the hand let go of it, once Python has heard of that
    this.slides = {
      grasp: (event) => this.takeHold(event),
      show: (name, value) => this.slideTo(name, value),
      heard: (ours) => this.catchUp(ours),
    };
    window.addEventListener("popstate", () => {
      this.live = null; // Back is newer
    });
    this.pace = new Pace(PAUSE);
    // What the hand does next comes after it.
    for (const act of ["pointerdown", "pointerup", "pointercancel", "keydown"]) window.addEventListener(act, () => this.pace.stop(), true);
    this.watch = new ResizeObserver((entries) => {
      for (const { target } of entries) this.charts.get(target.getAttribute("data-chart"))?.resize();
    });
  }

  /** @param {ChartPage} arrived @param {Plotly} Plotly */
  update(arrived, Plotly) {
    this.base = arrived;
    this.Plotly = Plotly;
    const gone = (arrived.at ?? null) === null; // Python has let go of the slider: something else has changed
    if (gone || this.left === this.live) this.live = null;
    return this.draw(this.page);
  }

  /** The hand takes hold of a slider: have the whole of it come. @param {{name: string, values: number[], around: number}} event */
  takeHold(event) {
    if (this.base?.follows?.includes(event.name) && !wholeOf(event.name)) this.tell("grasped", event, false);
  }

  /**
   * A slider stands here: show that, if the whole of it has come. What stands beside the charts is Python's, and
   * follows more slowly; where the hand lets go, the slider says.
   * @param {string} name @param {number} value
   */
  slideTo(name, value) {
    this.live = wholeOf(name)?.at(value) ? { name, value } : null;
    if (!this.live) return false;
    this.pace.run(() => this.tell("slid", { name, value }, false));
    this.put();
    return true;
  }

  /**
   * Python has heard where the hand let go of one of these sliders: the charts that it shows next are newer, and so are those here,
   * if the slider stands there.
   * @param {(name: string) => boolean} ours
   */
  catchUp(ours) {
    if (!this.live || !ours(this.live.name)) return;
    const { live } = this;
    this.queue = this.queue.then(() => {
      this.left = live;
      if (this.live && this.base.at === live.value) this.release(live);
      else setTimeout(() => this.release(live), PATIENCE);
    });
  }

  /** What the hand left there is no longer shown, if it still is. @param {{name: string, value: number}} live */
  release(live) {
    if (this.live !== live) return;
    this.live = null;
    this.put();
  }

  /** What is to be seen: while the hand is ahead of Python, what its slider says. @returns {ChartPage} */
  get page() {
    return (this.live && wholeOf(this.live.name)?.at(this.live.value)) || this.base;
  }

  /** Show it with the next frame. */
  put() {
    this.soon ??= requestAnimationFrame(() => {
      this.soon = undefined;
      this.queue = this.queue
        .then(async () => {
          await this.draw(this.page);
          this.count();
        })
        .catch((error) => console.error(error));
    });
  }

  /** @param {ChartPage} page */
  async draw(page) {
    const { Plotly } = this;
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
        chart = new Chart(one.id, (what, event, settled) => {
          this.live = null; // the hand is elsewhere
          this.tell(what, { chart: one.id, ...event }, settled);
        });
        this.charts.set(one.id, chart);
        this.watch.observe(chart.plot);
      }
      // Moved for no reason it would slip the hand.
      if (this.root.children[place] !== chart.figure) this.root.insertBefore(chart.figure, this.root.children[place] ?? null);
    }
    await Promise.all(page.charts.map((one) => this.charts.get(one.id).show(Plotly, one, page, theme)));
  }
}
