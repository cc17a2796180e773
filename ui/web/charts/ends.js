/** Labels at the lines' ends on one side, kept apart from one another. */

import { asText } from "../shared/theme.js";

const TALL = 17; // pixels of a label

export class Ends {
  /** @param {Plot} plot @param {HTMLElement} over */
  constructor(plot, over) {
    this.plot = plot;
    this.over = over;
    /** @type {HTMLElement[]} */
    this.labels = [];
  }

  /** @param {import("./chart.js").Chart} shown */
  place(shown) {
    const {
      chart,
      theme,
      axes: { x, y },
    } = shown;
    const left = chart.ends === "left";
    const ends = chart.lines.flatMap((line, i) => {
      if (!line.label || this.plot.data[i]?.visible === "legendonly") return [];
      const at = lastIn(shown.of(line), x, left ? 0 : 1);
      return at === undefined ? [] : [{ line, at: y.l2p(y.c2l(at)) }];
    });
    ends.sort((a, b) => a.at - b.at);
    spread(ends, y._length);
    const stamp = JSON.stringify([
      left,
      theme.key,
      x._offset,
      x._length,
      y._offset,
      ends.map(({ line, at }) => [line.label, line.light, at]),
    ]);
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    for (const label of this.labels) label.remove();
    this.labels = [];
    for (const { line, at } of ends) {
      const label = document.createElement("span");
      label.className = left ? "end before" : "end";
      label.textContent = line.label;
      Object.assign(label.style, {
        color: asText(line[theme.key], theme),
        left: `${left ? x._offset - 5 : x._offset + x._length + 5}px`,
        top: `${y._offset + at}px`,
      });
      this.over.append(label);
      this.labels.push(label);
    }
  }
}

/** The height of a line nearest to one end of the axis, 0 or 1, inside it. */
function lastIn({ x, y }, axis, side) {
  const end = axis.range[side];
  const wide = Math.abs(end - axis.range[1 - side]);
  let best;
  let least = wide * (1 + 1e-6);
  for (let k = 0; k < x.length; k++) {
    const away = (end - axis.c2l(x[k])) * Math.sign(end - axis.range[1 - side]);
    if (away >= -1e-6 * wide && away < least && Number.isFinite(y[k])) {
      least = away;
      best = y[k];
    }
  }
  return best;
}

/** Push labels apart, downwards, and up again from the bottom. */
function spread(ends, tall) {
  if (ends.length) ends[0].at = Math.max(ends[0].at, 0); // a line that leaves at the top is named there
  for (let i = 1; i < ends.length; i++) ends[i].at = Math.max(ends[i].at, ends[i - 1].at + TALL);
  let floor = tall;
  for (let i = ends.length - 1; i >= 0; i--) {
    ends[i].at = Math.min(ends[i].at, floor);
    floor = ends[i].at - TALL;
  }
}
