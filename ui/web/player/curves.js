/**
 * Loss and learning rate over the steps, with one cursor through both. Plotly draws the axes, a canvas the curves.
 * The loss may be drawn over each run's own evaluations instead: it then has an axis of its own, and no cursor. In a range test
 * it is drawn over the rate that each step used.
 */

import { find } from "../shared/find.js";
import { DISC, drawHead } from "../shared/markers.js";
import { Overlay } from "../shared/overlay.js";
import { axisLook, CORNER, config, dragged, paper } from "../shared/paper.js";
import { alike, Sheets } from "../shared/sheets.js";
import { drawBelow } from "./below.js";
import { decades } from "./decades.js";
import { drawMarks } from "./marks.js";
import { drawPredicted } from "./predicted.js";
import { multiple, ownRates, stairs } from "./rates.js";

export class Curves {
  /** @param {Plotly} Plotly @param {HTMLElement} pane */
  constructor(Plotly, pane) {
    this.Plotly = Plotly;
    /** @type {Plot} */
    this.plot = find(pane, ".plot");
    this.still = new Overlay(this.plot, find(pane, ".still"));
    this.moving = new Overlay(this.plot, find(pane, ".moving"));
    this.sheets = new Sheets(this.still);
    this.made = 0; // of its curves
  }

  /** Draw the axes, if they are not the ones that stand there. @param {Race} race @param {Theme} theme */
  async show(race, theme) {
    const [low, high] = this.extent(race);
    this.floor = 10 ** low;
    const title = race.lowest === 0 || race.span ? "loss" : "loss − lowest";
    const own = race.axis !== "steps";
    const most = race.axis === "evaluations" ? mostSpent(race) : race.across;
    // Knots may go above α₀.
    // biome-ignore lint/complexity/useMathMinMax: behind a shorter run's last step there is no rate, and Math.max would return NaN
    const top = race.rate.reduce((a, b) => (b > a ? b : a), 1);
    const stamp = [low, high, top, title, race.steps, theme.key, race.surface, race.axis, race.spent, most, race.begun].join();
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.plot.setAttribute(
      "aria-label",
      `Loss over the ${race.axis === "evaluations" ? costs(race) : race.axis}, learning rate over the steps`,
    );
    const side = axisLook(theme);
    const layout = {
      ...paper(theme, { l: 66, r: 14, t: 10, b: 46 }),
      dragmode: dragged(),
      xaxis: { ...side, range: [0, race.steps], anchor: "y2", nticks: 6, title: { text: "step", standoff: 8 } },
      ...(own && {
        xaxis2: {
          ...side,
          ...(race.across ? { type: "log", range: race.across, ...decades(...race.across) } : { range: [0, most], nticks: 6 }),
          anchor: "y",
          title: { text: race.across ? "learning rate α" : costs(race), standoff: 2 },
        },
      }),
      yaxis: {
        ...side,
        ...(race.span ? { type: "linear", nticks: 6 } : { type: "log", ...decades(low, high) }),
        range: [low, high],
        domain: [own ? 0.49 : 0.36, 1],
        anchor: own ? "x2" : "x",
        title: { text: title, standoff: 6 },
      },
      yaxis2: {
        ...side,
        range: [-0.06, 1.12 * top],
        domain: [0, own ? 0.19 : 0.25],
        ...rateTicks(top),
        title: { text: "rate", standoff: 6 },
      },
      uirevision: `${race.surface.split(" (")[0]} ${race.steps} ${race.axis} ${race.begun}`,
    };
    const corners = [
      { ...CORNER, xaxis: own ? "x2" : "x" },
      { ...CORNER, yaxis: "y2" },
    ];
    await this.Plotly.react(this.plot, corners, layout, config());
  }

  /**
   * What the loss plot spans. On a surface with a bottom, decades: a run on its way to infinity must not flatten the others.
   * @param {Race} race @returns {Span}
   */
  extent(race) {
    if (race.span) return race.span;
    const n = race.steps + 1;
    let low = Infinity;
    let high = -Infinity;
    let first = -Infinity;
    race.runs.forEach((run, i) => {
      if (race.hidden.has(run.name)) return;
      const gaps = race.gap.subarray(i * n, (i + 1) * n);
      first = Math.max(first, gaps[0]);
      for (const gap of gaps)
        if (gap > 0 && gap < Infinity) {
          low = Math.min(low, gap);
          high = Math.max(high, gap);
        }
    });
    if (!(high > 0)) return [-3, 1];
    high = Math.min(high, first * (race.ceiling ?? 1e4));
    const top = halfDecade(Math.ceil, Math.log10(high) + 0.1);
    const bottom = halfDecade(Math.floor, Math.max(Math.log10(low) - 0.1, -12, top - 14));
    return [Math.min(bottom, top - 1), top];
  }

  /** The axes that stand there: the steps below, what the loss is drawn over, the loss, the rate. */
  get axes() {
    const { xaxis: x, xaxis2: across = x, yaxis: y, yaxis2: y2 } = this.plot._fullLayout;
    return { x, across, y, y2 };
  }

  /** Every curve in pixels, made anew only when the data or the axes changed. @param {Race} race */
  project(race) {
    const { x, across, y, y2 } = this.axes;
    const ground = `${race.span} ${x.range} ${across.range} ${y.range} ${y2.range} ${x._length} ${y._length}`;
    const stamp = `${race.serial} ${ground}`;
    if (stamp === this.projected) return;
    const old = ground === this.ground ? this.losses : [];
    this.projected = stamp;
    this.ground = ground;
    const n = race.steps + 1;
    const line = (count, along, height) => {
      const path = new Path2D();
      for (let k = 0, down = true; k < count; k++) {
        const py = height(k);
        if (Number.isNaN(py)) {
          down = true;
          continue;
        }
        path[down ? "moveTo" : "lineTo"](along(k), py);
        down = false;
      }
      return path;
    };
    this.losses = race.runs.map((_, i) => {
      const [gaps, costs] = [race.gap, race.cost].map((all) => all?.subarray(i * n, (i + 1) * n));
      if (old[i]?.lowest === race.lowest && alike(old[i].gaps, gaps) && alike(old[i].costs, costs)) return old[i];
      const path = line(
        n,
        (k) => across.l2p(spent(race, i, k)),
        (k) => Math.min(1e4, y.l2p(onAxis(race, gaps[k]))),
      );
      return { made: ++this.made, path, gaps, costs, lowest: race.lowest };
    });
    if (race.smooth)
      this.smooth = line(
        n,
        (k) => across.l2p(spent(race, 0, k)),
        (k) => y.l2p(onAxis(race, race.smooth[k])),
      );
    if (old.length && alike(this.multiples, race.rate)) return;
    this.multiples = race.rate;
    this.turn = ++this.made;
    this.rates = (ownRates(race) ? race.runs : [null]).map((_, i) =>
      stairs(
        race.steps,
        (k) => x.l2p(k),
        (k) => y2.l2p(multiple(race, i, k)),
      ),
    );
  }

  /** @param {Race} race @param {number} step @param {Theme} theme */
  draw(race, step, theme) {
    if (!this.plot._fullLayout?.xaxis) return;
    this.project(race);
    const { x, across, y, y2 } = this.axes;
    const n = race.steps + 1;
    const k = Math.floor(step);
    const at = x.l2p(k);
    const used = Math.min(k, race.steps - 1);
    const shown = race.runs.map((run, i) => ({ ...run, i, colour: run[theme.key] })).filter((run) => !race.hidden.has(run.name));
    this.drawStill(race, shown, theme);
    if (`${this.drawn} ${k}` === this.pointed) return; // between two steps nothing moves here
    this.pointed = `${this.drawn} ${k}`;
    this.moving.begin();
    const { ctx } = this.moving;
    const cursor = (pane, place = at) => {
      ctx.beginPath();
      ctx.moveTo(place, 0);
      ctx.lineTo(place, pane._length);
      ctx.strokeStyle = theme.axis;
      ctx.lineWidth = 1.5;
      ctx.stroke();
    };
    this.moving.within(across, y, () => {
      if (!race.cost || race.across) cursor(y, across.l2p(spent(race, 0, k)));
      const heads = shown.map((run) => ({ run, gap: race.gap[run.i * n + k], px: across.l2p(spent(race, run.i, k)) }));
      this.below = heads.filter(({ gap }) => !race.span && gap < this.floor && y.l2p(onAxis(race, gap)) > y._length);
      for (const { run, gap, px } of heads) {
        if (!Number.isNaN(gap)) drawHead(ctx, run.marker, px, y.l2p(onAxis(race, gap)), 4.5, run.colour, theme.background);
      }
      drawBelow(ctx, this.below, across._length, y._length, theme, Boolean(race.scales));
    });
    this.moving.within(x, y2, () => {
      cursor(y2);
      if (!ownRates(race)) drawHead(ctx, DISC, x.l2p(used), y2.l2p(multiple(race, 0, used)), 4.5, theme.text, theme.background);
      else
        for (const run of shown)
          drawHead(ctx, run.marker, x.l2p(used), y2.l2p(multiple(race, run.i, used)), 4.5, run.colour, theme.background);
    });
  }

  /** The curves, drawn anew only when they changed. @param {Race} race @param {Drawn[]} shown @param {Theme} theme */
  drawStill(race, shown, theme) {
    const stamp = `${this.projected} ${theme.key} ${[...race.hidden]}`;
    if (stamp === this.drawn) return;
    this.drawn = stamp;
    this.sheets.draw(`${this.ground} ${theme.key} ${this.still.size}`, this.strokes(race, shown, theme));
  }

  /**
   * What the still picture is made of, the lowest first.
   * @param {Race} race @param {Drawn[]} shown @param {Theme} theme @returns {import("../shared/sheets.js").Stroke[]}
   */
  strokes(race, shown, theme) {
    const { x, across, y, y2 } = this.axes;
    /** @typedef {import("../shared/sheets.js").Stroke} Stroke */
    /** @type {(axes: [Axis, Axis], stamp: string | number, run: Partial<Drawn>, path: Path2D, thin: number) => Stroke} */
    const stroke = (axes, stamp, run, path, thin) => ({
      stamp: `${stamp} ${run.colour} ${run.width} ${run.second}`,
      axes,
      draw: (ctx) => {
        ctx.lineJoin = "round";
        ctx.lineWidth = run.width ?? thin;
        ctx.setLineDash(run.second ? [7, 5] : []);
        ctx.strokeStyle = run.colour;
        ctx.stroke(path);
      },
    });
    /** @type {(draw: (ctx: Ctx) => void) => Stroke} */
    const drawn = (draw) => ({ stamp: this.projected, axes: [across, y], draw });
    const along = (k) => across.l2p(spent(race, 0, k));
    const rates = ownRates(race)
      ? shown.map((run) => ({ run, path: this.rates[run.i] }))
      : [{ run: { colour: theme.text }, path: this.rates[0] }];
    return [
      ...shown.map((run) => stroke([across, y], this.losses[run.i].made, run, this.losses[run.i].path, race.smooth ? 1.1 : 2.2)),
      ...(race.factor == null ? [] : [drawn((ctx) => drawPredicted(ctx, race, shown.at(-1), across, y, theme))]),
      ...(race.smooth ? shown.map((run) => stroke([across, y], this.projected, run, this.smooth, 2.6)) : []),
      ...(race.marks ? [drawn((ctx) => drawMarks(ctx, race.marks, along, across._length, y._length, theme))] : []),
      ...rates.map(({ run, path }) => stroke([x, y2], this.turn, run, path, 2.2)),
    ];
  }

  /** The run and step under the pointer, or null. */
  nearest(race, clientX, clientY, reach = 24) {
    if (!this.plot._fullLayout?.xaxis) return null;
    const { across, y } = this.axes;
    const box = this.plot.getBoundingClientRect();
    const px = clientX - box.left - across._offset;
    const py = clientY - box.top - y._offset;
    if (px < 0 || py < 0 || px > across._length || py > y._length) return null;
    const n = race.steps + 1;
    const place = across.p2l(px);
    let best = null;
    let least = reach;
    race.runs.forEach((run, i) => {
      const step = stepNear(race, i, place);
      const gap = race.gap[i * n + step];
      if (race.hidden.has(run.name) || Number.isNaN(gap)) return;
      const away = Math.abs(y.l2p(onAxis(race, gap)) - py);
      if (away < least) {
        least = away;
        best = { run: i, step };
      }
    });
    return best;
  }
}

/** Where step k of run i stands on the loss plot's axis: after so many evaluations, or at the step itself. */
const spent = (race, i, k) => (race.cost ? race.cost[i * (race.steps + 1) + k] : k);

/** What is spent: evaluations, or samples. */
const costs = (race) => race.spent ?? "evaluations";

/** Where the rate's axis is marked: α₀ has its mark unless it would run into the 0. */
function rateTicks(top) {
  const marks = top > 4 ? [0, top / 2, top] : top > 1 ? [0, 1, top] : [0, 0.5, 1];
  return {
    tickvals: marks,
    ticktext: marks.map((m) => (m === 0 ? "0" : m === 0.5 ? "½ α₀" : m === 1 ? "α₀" : `${Number(m.toPrecision(2))} α₀`)),
  };
}

/** What the costliest run shown has spent. @returns {number} */
function mostSpent(race) {
  let most = 1;
  race.runs.forEach((run, i) => {
    if (!race.hidden.has(run.name)) for (let k = 0; k <= race.steps; k++) if (spent(race, i, k) > most) most = spent(race, i, k);
  });
  return most;
}

/** The step of run i that stands nearest to a place on that axis; NaN past its last. @returns {number} */
function stepNear(race, i, place) {
  if (!race.cost) return Math.max(0, Math.min(race.steps, Math.round(place)));
  let best = NaN;
  let least = Infinity;
  let last = 0;
  for (let k = 0; k <= race.steps && !Number.isNaN(spent(race, i, k)); k++) {
    last = spent(race, i, k);
    const away = Math.abs(last - place);
    if (away < least) {
      least = away;
      best = k;
    }
  }
  return place > last + 0.5 ? NaN : best;
}

/** Where a height stands on the loss axis: decades above the bottom, or the loss itself where there is none. */
const onAxis = (race, gap) => (race.span ? gap + race.lowest : Math.log10(gap));

/** Axes that end on half decades seldom change while a slider moves. */
const halfDecade = (round, value) => round(2 * value) / 2;
