/** What the pointer is over, in numbers. */

import { multiple } from "./rates.js";

export class Tip {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
  }

  /** @param {any} race @param {{run: number, step: number} | null} found @param {PointerEvent} event @param {HTMLElement} root */
  show(race, found, event, root) {
    if (!found) return this.hide();
    const { run, step } = found, at = run * (race.steps + 1) + step;
    const lines = [
      `θ = (${digits(race.x[at])}, ${digits(race.y[at])})`,
      `loss ${digits(race.gap[at] + race.lowest)}`,
      race.axis === "evaluations" ? `${race.cost[at]} ${race.spent ?? "evaluations"} so far` : "",
      step < race.steps && !Number.isNaN(race.gx[at]) ? `gradient (${digits(race.gx[at])}, ${digits(race.gy[at])})` : "",
      step < race.steps ? `rate ${digits(race.runs[run].lr * multiple(race, run, step))}` : "",
    ];
    const title = document.createElement("strong");
    title.textContent = `${race.runs[run].name}, step ${step}`;
    this.box.replaceChildren(title, ...lines.filter(Boolean).map((line) => Object.assign(document.createElement("div"), { textContent: line })));
    const frame = root.getBoundingClientRect();
    this.box.hidden = false;
    const left = event.clientX - frame.left + 14, width = this.box.offsetWidth;
    this.box.style.left = `${left + width > frame.width ? Math.max(0, left - width - 28) : left}px`;
    this.box.style.top = `${event.clientY - frame.top + 14}px`;
    return undefined;
  }

  hide() {
    this.box.hidden = true;
  }
}

/** Four digits; powers of ten where they help. @param {number} value */
export function digits(value) {
  if (!Number.isFinite(value)) return "not a number";
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(2).replace("e+", "e").replace("-", "−").replace("e-", "e−");
  return String(Number(value.toPrecision(4))).replace("-", "−");
}
