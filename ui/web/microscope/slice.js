/** The surface cut along one axis through the point: the curve, its tangent, and the step. */

import { find } from "../shared/find.js";
import { DISC, drawHead } from "../shared/markers.js";
import { Overlay } from "../shared/overlay.js";
import { axisLook, CORNER, config, dragged, paper } from "../shared/paper.js";

const ROOM = 0.08; // of the curve's height, above and below

export class Slice {
  /** @param {Plotly} Plotly @param {HTMLElement} pane */
  constructor(Plotly, pane) {
    this.Plotly = Plotly;
    this.pane = pane;
    /** @type {Plot} */
    this.plot = find(pane, ".plot");
    this.overlay = new Overlay(this.plot, find(pane, "canvas"));
  }

  /**
   * The axes: along x or y (`axis` 0 or 1), as high as the curve through the start.
   * @param {import("./run.js").Run} run @param {Surface} surface @param {Theme} theme @param {number} axis
   */
  async show(run, surface, theme, axis) {
    this.run = run;
    this.surface = surface;
    this.theme = theme;
    this.axis = axis;
    const heights = [...this.curve(0).map(([, h]) => h), run.loss[0]].filter(Number.isFinite);
    const low = Math.min(...heights, ...run.loss.filter(Number.isFinite).slice(0, run.steps));
    const high = Math.max(...heights);
    const room = ROOM * (high - low) || 1;
    const range = [low - room, Math.max(high, low) + room];
    const name = "xy"[axis];
    const stamp = [surface.id, run.serial, theme.key, axis].join();
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const style = { ...axisLook(theme), nticks: 7 };
    const layout = {
      ...paper(theme, { l: 66, r: 14, t: 10, b: 46 }),
      dragmode: dragged(),
      xaxis: { ...style, range: [...surface.window[axis]], title: { text: name, standoff: 8 } },
      yaxis: { ...style, range, title: { text: "loss", standoff: 6 } },
      uirevision: `${surface.name} ${axis}`,
    };
    this.pane.setAttribute("aria-label", `The loss along ${name} through the point, its tangent, and the step`);
    await this.Plotly.react(this.plot, [CORNER], layout, config());
  }

  /**
   * The surface along the axis through point k, from the map's heights; lifted so that it goes through the point.
   * @param {number} k @returns {Point[]}
   */
  curve(k) {
    const { surface, axis, run } = this;
    const here = run.point(k);
    const own = surface.window[axis];
    const other = surface.window[1 - axis];
    const place = ((here[1 - axis] - other[0]) / (other[1] - other[0])) * (surface.grid - 1);
    const j = Math.max(0, Math.min(surface.grid - 2, Math.floor(place)));
    const share = Math.max(0, Math.min(1, place - j));
    const value = (i, row) => 10 ** (axis ? surface.rows[i][row] : surface.rows[row][i]);
    const height = (i) => (1 - share) * value(i, j) + share * value(i, j + 1);
    const at = ((here[axis] - own[0]) / (own[1] - own[0])) * (surface.grid - 1);
    const i = Math.max(0, Math.min(surface.grid - 2, Math.floor(at)));
    const base = run.loss[k] - ((1 - (at - i)) * height(i) + (at - i) * height(i + 1));
    const highest = surface.high - (surface.high - surface.low) / 65535; // heights travel in so many parts
    const top = (n) => (axis ? surface.rows[n]?.[j] : surface.rows[j][n]) > highest;
    const unknown = (n) => top(n) && (top(n - 1) || top(n + 1)); // a plateau at the very top is where the formula has no value
    return Array.from({ length: surface.grid }, (_, n) => [
      own[0] + ((own[1] - own[0]) * n) / (surface.grid - 1),
      unknown(n) ? NaN : base + height(n),
    ]);
  }

  draw(k, sub) {
    if (!this.overlay.begin()) return;
    const { ctx } = this.overlay;
    const { run, theme, axis } = this;
    const { xaxis: x, yaxis: y } = this.plot._fullLayout;
    /** @param {number} a @param {number} h @returns {Point} */
    const px = (a, h) => [x.l2p(a), y.l2p(h)];
    const here = run.point(k)[axis];
    const next = run.point(k + 1)[axis];
    const { loss, slope } = run.ground(k);
    const colour = run.run[theme.key];
    const roles = (name) => run.roles[name][theme.dark ? 1 : 0];
    const grown = Math.min(1, sub / run.lines.length);
    /** @param {Point[]} points @param {string} stroke @param {number} width */
    const line = (points, stroke, width, dash = []) => {
      ctx.beginPath();
      let down = true; // the pen, for a curve with gaps
      for (const p of points) {
        if (Number.isNaN(p[1])) {
          down = true;
          continue;
        }
        ctx[down ? "moveTo" : "lineTo"](...px(...p));
        down = false;
      }
      Object.assign(ctx, { strokeStyle: stroke, lineWidth: width, lineJoin: "round" });
      ctx.setLineDash(dash);
      ctx.stroke();
      ctx.setLineDash([]);
    };
    this.overlay.within(x, y, () => {
      line(this.curve(k), theme.text, 2.2);
      const reach = 0.22 * (x.range[1] - x.range[0]);
      const tangent = (side) => /** @type {Point} */ ([here + side * reach, loss + side * reach * slope[axis]]);
      if (slope) line([tangent(-1), tangent(1)], roles("gradient"), 2, [6, 5]);
      for (let past = Math.max(0, k - 40); past < k; past++)
        drawHead(ctx, DISC, ...px(run.point(past)[axis], run.loss[past]), 3, colour, theme.background);
      const tip = here + (next - here) * grown;
      line(
        [
          [here, loss],
          [tip, loss],
        ],
        roles("step"),
        3.6,
      );
      if (grown === 1) {
        line(
          [
            [next, loss],
            [next, run.loss[k + 1]],
          ],
          theme.axis,
          1.5,
          [2, 4],
        );
        arrowhead(ctx, px(here, loss), px(next, loss), roles("step"));
        drawHead(ctx, run.run.marker, ...px(next, run.loss[k + 1]), 5, theme.background, colour);
      }
      drawHead(ctx, run.run.marker, ...px(here, loss), 6.5, colour, theme.background);
    });
  }
}

/** @param {Ctx} ctx @param {number[]} from @param {Point} to @param {string} fill */
function arrowhead(ctx, [ax], [bx, by], fill) {
  const size = Math.min(12, 0.6 * Math.abs(bx - ax)) * Math.sign(bx - ax);
  ctx.beginPath();
  ctx.moveTo(bx, by);
  ctx.lineTo(bx - size, by - 0.5 * size);
  ctx.lineTo(bx - size, by + 0.5 * size);
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.fill();
}
