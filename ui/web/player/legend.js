/** Who runs: a button each, which shows or hides the run. */

import { find } from "../shared/find.js";
import { drawHead } from "../shared/markers.js";

export class Legend {
  /** @param {HTMLElement} root @param {(hidden: Set<string>) => void} changed */
  constructor(root, changed) {
    this.root = root;
    this.changed = changed;
  }

  /** @param {Race} race @param {Theme} theme */
  show(race, theme) {
    this.hidden = race.hidden;
    const stamp = JSON.stringify([race.runs.map((run) => [run.name, run[theme.key]]), [...race.hidden]]);
    if (stamp !== this.stamp) this.make(race, theme);
    this.stamp = stamp;
    race.runs.forEach((run, i) => {
      const button = /** @type {HTMLButtonElement} */ (this.root.children[i]);
      if (button.lastChild.textContent === run.label) return;
      button.lastChild.textContent = run.label;
      button.title = `${race.hidden.has(run.name) ? "Show" : "Hide"} ${run.label}`;
    });
  }

  /** A button for each run, which are not called anything yet. @param {Race} race @param {Theme} theme */
  make(race, theme) {
    const focused = this.root.contains(document.activeElement) ? document.activeElement.getAttribute("data-name") : undefined;
    this.root.replaceChildren(
      ...race.runs.map((run) => {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.name = run.name;
        button.setAttribute("aria-pressed", String(!race.hidden.has(run.name)));
        button.append(swatch(run, theme), "");
        button.addEventListener("click", () => {
          const hidden = new Set(this.hidden);
          if (!hidden.delete(run.name)) hidden.add(run.name);
          this.changed(hidden);
        });
        return button;
      }),
    );
    if (focused) find(this.root, `[data-name="${focused}"]`)?.focus();
  }
}

function swatch(run, theme) {
  const canvas = document.createElement("canvas");
  const dense = window.devicePixelRatio || 1;
  canvas.width = 30 * dense;
  canvas.height = 16 * dense;
  const ctx = canvas.getContext("2d");
  ctx.scale(dense, dense);
  ctx.strokeStyle = run[theme.key];
  ctx.lineWidth = run.width ?? 2.6;
  ctx.setLineDash(run.second ? [5, 3] : []);
  ctx.beginPath();
  ctx.moveTo(1, 8);
  ctx.lineTo(29, 8);
  ctx.stroke();
  ctx.setLineDash([]);
  drawHead(ctx, run.marker, 15, 8, 5, run[theme.key], theme.background);
  return canvas;
}
