/**
 * The contour map. Plotly draws the surface once. Of two canvases over it, one holds what stands still and grows by a
 * segment as the run goes on; the other is cleared for every frame and holds only the heads.
 */

import { find } from "./find.js";
import { hatch } from "./holes.js";
import { casedLine, casedRing, far, polyline } from "./ink.js";
import { drawExit, drawHead, drawStar } from "./markers.js";
import { Overlay } from "./overlay.js";
import { axisLook, config, dragged, paper } from "./paper.js";
import { alike, Sheets } from "./sheets.js";

const WIDTH = 2.6; // of a path, unless its run says otherwise
const THIN = 1.2; // of the path to come
// Every line has a casing in the page's colour. It lets nothing through: on the bare ground no colour could keep its contrast to all
// others.
const CASING = 2.4; // by how much it is wider than its line
const THIN_CASING = 2;
const HEAD = 6.5; // a head's size
const RIM = 2.5; // by how much it stands out under each head over it

export class Map2D {
  /** @param {Plotly} Plotly @param {HTMLElement} pane */
  constructor(Plotly, pane) {
    this.Plotly = Plotly;
    /** @type {Plot} */
    this.plot = find(pane, ".plot");
    this.still = new Overlay(this.plot, find(pane, ".still"));
    this.moving = new Overlay(this.plot, find(pane, ".moving"));
    this.sheets = new Sheets(this.still);
    this.made = 0; // paths
  }

  /**
   * Draw the surface, at first in this range, with this margin on the left, its axes called so. Zoom is kept while the surface's window
   * stays the same.
   * @param {Surface} surface @param {Theme} theme @param {{range?: Span[], left?: number, axes?: [string, string]}} how
   */
  async showSurface(surface, theme, { range: [xs, ys] = surface.window, left = 46, axes: [across, up] = ["x", "y"] } = {}) {
    const size = (surface.high - surface.low) / surface.levels;
    const colours = surface.colours[theme.key];
    const trace = {
      type: "contour",
      x: surface.x,
      y: surface.y,
      z: surface.rows,
      showscale: false,
      hoverinfo: "skip",
      colorscale: colours.map((c, i) => [i / (colours.length - 1), c]),
      zmin: surface.low,
      zmax: surface.high,
      zauto: false,
      autocontour: false,
      contours: { start: surface.low + size / 2, end: surface.high, size, coloring: "fill" },
      line: { width: 0.6, color: theme.dark ? "rgba(255,255,255,0.16)" : "rgba(255,255,255,0.85)", smoothing: 0.8 },
    };
    const side = { ...axisLook(theme), showgrid: false, mirror: true, nticks: 7 };
    const layout = {
      ...paper(theme, { l: left, r: 14, t: 10, b: 46 }),
      plot_bgcolor: colours.at(-1),
      dragmode: dragged(),
      xaxis: { ...side, range: [...xs], title: { text: across, standoff: 8 } },
      yaxis: { ...side, range: [...ys], title: { text: up, standoff: 2 } },
      uirevision: surface.name,
    };
    await this.Plotly.react(this.plot, [trace], layout, config(false));
    this.surface = surface;
    this.stamp = undefined;
  }

  /** @returns {[Axis, Axis]} */
  get axes() {
    const layout = this.plot._fullLayout;
    return [layout.xaxis, layout.yaxis];
  }

  reset() {
    return this.turn(this.surface.window);
  }

  /** Show this range of x and of y. */
  turn([x, y]) {
    return this.Plotly.relayout(this.plot, { "xaxis.range": [...x], "yaxis.range": [...y] });
  }

  /** Pixels of every path, made anew only when its data or the axes changed. @param {Walk} race */
  project(race) {
    const [x, y] = this.axes;
    const ground = `${x.range} ${y.range} ${x._length} ${y._length}`;
    const stamp = `${race.serial} ${ground}`;
    if (stamp === this.stamp) return;
    const old = ground === this.ground ? this.paths : [];
    this.stamp = stamp;
    this.ground = ground;
    const n = race.steps + 1;
    this.paths = race.runs.map((_, run) => {
      const xs = race.x.subarray(run * n, (run + 1) * n);
      const ys = race.y.subarray(run * n, (run + 1) * n);
      if (old[run] && alike(old[run].xs, xs) && alike(old[run].ys, ys)) return old[run];
      const px = new Float32Array(n);
      const py = new Float32Array(n);
      const walked = new Float32Array(n);
      let last = n - 1;
      let exit;
      for (let k = 0; k < n; k++) {
        px[k] = x.l2p(xs[k]);
        py[k] = y.l2p(ys[k]);
        if (Number.isNaN(px[k]) || Number.isNaN(py[k])) {
          last = k - 1;
          break;
        }
        px[k] = far(px[k]);
        py[k] = far(py[k]);
        if (k) walked[k] = walked[k - 1] + Math.hypot(px[k] - px[k - 1], py[k] - py[k - 1]);
        if (exit === undefined && k && outside(px[k], py[k], x, y) && !outside(px[k - 1], py[k - 1], x, y)) exit = k;
      }
      return { made: ++this.made, xs, ys, px, py, walked, last, exit };
    });
  }

  /**
   * @param {Walk} race @param {number} step may lie between two steps @param {Theme} theme
   * @param {Point} [start] one that is being dragged
   */
  draw(race, step, theme, start) {
    if (!this.surface || !this.moving.begin()) return;
    this.project(race);
    const [x, y] = this.axes;
    const k = Math.floor(step);
    const shown = race.runs
      .map((run, i) => ({ ...run, colour: run[theme.key], path: this.paths[i] }))
      .filter((run) => !race.hidden.has(run.name));
    this.drawStill(race, shown, k, theme);
    const { ctx } = this.moving;
    this.moving.within(x, y, () => {
      const heads = shown.map((run) => between(run.path, step));
      for (const [i, run] of shown.entries()) {
        const head = heads[i];
        const from = Math.min(k, run.path.last);
        const over = k ? heads.slice(i + 1).filter((other) => Math.hypot(other[0] - head[0], other[1] - head[1]) < HEAD / 2).length : 0;
        const { px, py } = run.path;
        const joined = run.second ? from : Math.max(0, from - 1); // over the casing's blunt end; a gap stays one
        const newest = polyline([[px[joined], py[joined]], [px[from], py[from]], head]);
        casedLine(ctx, newest, ink(run, theme, run.width), polyline([[px[from], py[from]], head]));
        drawHead(ctx, run.marker, ...head, HEAD + RIM * Math.min(over, 3), run.colour, theme.background);
      }
      const [sx, sy] = start ?? race.start;
      this.drawStart(x.l2p(sx), y.l2p(sy), theme, Boolean(start));
    });
  }

  /**
   * What has been walked, over what will be. Going on adds to the picture; anything else draws it anew.
   * @param {Walk} race @param {Drawn[]} shown @param {number} k @param {Theme} theme
   */
  drawStill(race, shown, k, theme) {
    const [x, y] = this.axes;
    const stamp = `${this.stamp} ${theme.key} ${[...race.hidden]} ${this.surface.id}`;
    const grows = stamp === this.drawn && k >= this.walked;
    if (grows && k === this.walked) return;
    if (grows)
      this.still.within(x, y, () => {
        for (const run of shown) this.trail(this.still.ctx, run, this.walked, k, theme);
      });
    else this.sheets.draw(`${this.ground} ${theme.key} ${this.surface.id} ${this.still.size}`, this.strokes(shown, k, theme));
    this.drawn = stamp;
    this.walked = k;
  }

  /**
   * What the still picture is made of, the lowest first.
   * @param {Drawn[]} shown @param {number} k @param {Theme} theme @returns {import("./sheets.js").Stroke[]}
   */
  strokes(shown, k, theme) {
    const axes = this.axes;
    const [x, y] = axes;
    /** @param {Drawn} run */
    const word = ({ path, colour, width, second, diverged }) => `${path.made} ${colour} ${width} ${second} ${diverged}`;
    return [
      { stamp: "holes", axes, draw: (ctx) => hatch(ctx, this.surface, x, y, theme) },
      ...shown.map((run) => ({
        stamp: `${word(run)} ${hides(run) && k}`,
        axes,
        draw: (ctx) => {
          ctx.lineJoin = "round";
          casedLine(ctx, hides(run) ? ahead(run.path, k) : line(run.path, 0, run.path.last), ink(run, theme, THIN, THIN_CASING));
        },
      })),
      {
        stamp: "minima",
        axes,
        draw: (ctx) => {
          ctx.lineJoin = "round";
          for (const [mx, my] of this.surface.minima)
            drawStar(ctx, x.l2p(mx), y.l2p(my), 8.5, theme.dark ? "#ffffff" : "#1b2430", theme.background);
        },
      },
      ...shown.map((run) => ({ stamp: `${word(run)} ${k}`, axes, draw: (ctx) => this.trail(ctx, run, 0, k, theme) })),
    ];
  }

  /** The walked path from one step to another: the colour in a casing, so that crossings can be followed; a cross where it has left. */
  trail(ctx, run, from, to, theme) {
    const { exit, last, px, py, walked } = run.path;
    const end = Math.min(to, last);
    ctx.lineJoin = "round";
    if (from < end) {
      const dash = (first) => {
        ctx.setLineDash(run.second ? [7, 5] : []);
        ctx.lineDashOffset = walked[first];
      };
      const joined = Math.max(0, from - 1); // over the casing's blunt end
      dash(from); // the casing is dashed, too, so that a run beneath shows in the gaps
      casedLine(ctx, line(run.path, joined, end), ink(run, theme, run.width), line(run.path, from, end), () => dash(joined));
      ctx.setLineDash([]);
    }
    if (exit !== undefined && to >= exit && (run.diverged >= 0 || exit === last))
      drawExit(ctx, ...onEdge(px, py, exit, ...this.axes), run.colour, theme.background);
  }

  drawStart(px, py, theme, held) {
    casedRing(this.moving.ctx, px, py, held ? 12 : 9, { colour: theme.text, ground: theme.background, width: 2.5, wide: 5.5 });
  }

  /** The point under the pointer in the surface's coordinates, or null outside the pane. */
  pointAt(clientX, clientY) {
    if (!this.surface) return null;
    const [x, y] = this.axes;
    const box = this.plot.getBoundingClientRect();
    const px = clientX - box.left - x._offset;
    const py = clientY - box.top - y._offset;
    if (px < 0 || py < 0 || px > x._length || py > y._length) return null;
    return { px, py, x: x.p2l(px), y: y.p2l(py) };
  }

  /** The path vertex within reach of a pixel of the pane: {run, step} or null. */
  nearest(race, px, py, reach = 14) {
    let best = null;
    let least = reach * reach;
    this.paths?.forEach((path, run) => {
      if (race.hidden.has(race.runs[run].name)) return;
      for (let k = 0; k <= path.last; k++) {
        const away = (path.px[k] - px) ** 2 + (path.py[k] - py) ** 2;
        if (away < least) {
          least = away;
          best = { run, step: k };
        }
      }
    });
    return best;
  }
}

/** @param {Drawn} run @param {Theme} theme @returns {import("./ink.js").Ink} */
const ink = (run, theme, width = WIDTH, casing = CASING) => ({ colour: run.colour, ground: theme.background, width, wide: width + casing });

/** Whether a walked path has no gaps and hides the thin one beneath it, by more than a pixel on either side. @param {Drawn} run */
const hides = ({ second, width = WIDTH }) => !second && width + CASING > THIN + THIN_CASING + 1.5;

/** A path from one step to another. @param {Path} path @param {number} first @param {number} last */
function line({ px, py }, first, last, made = new Path2D()) {
  for (let k = first; k <= last; k++) made[k > first ? "lineTo" : "moveTo"](px[k], py[k]);
  return made;
}

const END = 8; // pixels: so far the end of a walked path may let something through

/** What is seen of a path walked to step k: its two ends, which reach beneath the walked one. @param {Path} path @param {number} k */
function ahead(path, k) {
  const { walked, last } = path;
  let [start, from] = [0, Math.min(k, last)];
  while (start < last && walked[start] < END) start++;
  const near = walked[from] - END;
  while (from > 0 && walked[from] > near) from--;
  return from > start ? line(path, from, last, line(path, 0, start)) : line(path, 0, last);
}

const outside = (px, py, x, y) => px < 0 || py < 0 || px > x._length || py > y._length;

/** Where a path is at a step that may lie between two. @param {Drawn["path"]} path @param {number} step @returns {Point} */
function between({ px, py, last }, step) {
  const k = Math.min(Math.floor(step), last);
  const next = Math.min(k + 1, last);
  const share = Math.min(step - k, 1);
  return [px[k] + share * (px[next] - px[k]), py[k] + share * (py[next] - py[k])];
}

/** Where the segment into step k crosses the edge of the pane. @returns {Point} */
function onEdge(px, py, k, x, y) {
  const [ax, ay, dx, dy] = [px[k - 1], py[k - 1], px[k] - px[k - 1], py[k] - py[k - 1]];
  const inset = 8;
  const share = Math.min(
    1,
    ...[
      [dx, ax, x._length],
      [dy, ay, y._length],
    ].map(([d, a, length]) => (d > 0 ? (length - inset - a) / d : d < 0 ? (inset - a) / d : 1)),
  );
  return [ax + Math.max(0, share) * dx, ay + Math.max(0, share) * dy];
}
