/** The map under the microscope: the ground around the point, the path, and the arrows of the step. */

import { find } from "../shared/find.js";
import { Map2D } from "../shared/map.js";
import { drawHead } from "../shared/markers.js";
import { drawShape } from "./arrows.js";
import { following, isDeep, localQuadratic, rangeOf, whole } from "./follow.js";
import { Labels } from "./labels.js";

const ASIDE = 9; // pixels
const SIGHT = 20; // maps: what lies further away is out of sight
const LEFT = 74; // pixels for the numbers of a magnified axis

export class Picture {
  /** @param {Plotly} Plotly @param {HTMLElement} pane */
  constructor(Plotly, pane) {
    this.map = new Map2D(Plotly, pane);
    this.labels = new Labels(find(pane, ".labels"));
    this.queue = Promise.resolve();
  }

  /** A run on its surface. @param {import("./run.js").Run} run @param {Surface} surface @param {Theme} theme */
  show(run, surface, theme) {
    if (this.surface?.name !== surface.name) this.view = null;
    this.run = run;
    this.surface = surface;
    this.theme = theme;
    this.ground = null;
    const look = { ...run.run, second: false, diverged: run.diverged };
    /** @type {Walk} */
    this.race = {
      serial: run.serial,
      steps: run.steps,
      runs: [look],
      x: run.sides[0],
      y: run.sides[1],
      hidden: new Set(),
      start: run.point(0),
    };
  }

  /** Turn the map to step k: the whole of it, or the piece that shows the step. Resolves when it stands. */
  look(k, follow) {
    const { run, surface } = this;
    this.view = follow ? following(this.view, seen(run, k, surface), surface) : whole(surface);
    this.deep = isDeep(this.view, surface) && Number.isFinite(run.loss[k]);
    const range = rangeOf(this.view, surface);
    const ground = this.deep ? `${range} ${run.point(k)} ${run.serial} ${this.theme.key}` : `${surface.id} ${this.theme.key}`;
    const turned = `${ground} ${range}`;
    if (turned === this.turned) return this.queue;
    this.turned = turned;
    const fresh = ground !== this.ground;
    this.ground = ground;
    const shown = this.deep ? localQuadratic(surface, range, run.point(k), run.ground(k)) : surface;
    this.queue = this.queue.then(async () => {
      if (turned !== this.turned) return; // a later step is already asked for
      if (fresh) await this.map.showSurface(shown, this.theme, { range, left: LEFT });
      else await this.map.turn(range);
    });
    return this.queue;
  }

  /** Step k with its first `sub` lines; a broken number lets the last one grow. */
  draw(k, sub) {
    const { map, run, theme, race, labels } = this;
    if (!map.surface || !map.moving.begin()) return;
    map.project(race);
    const [x, y] = map.axes;
    const { ctx } = map.moving;
    const look = race.runs[0];
    /** @param {number[]} at @returns {Point} */
    const px = ([a, b]) => [x.l2p(a), y.l2p(b)];
    /** @param {number[]} at @returns {Point} */
    const unpx = ([a, b]) => [x.p2l(a), y.p2l(b)];
    map.drawStill(race, [{ ...look, colour: look[theme.key], path: map.paths[0] }], k, theme);
    labels.begin(x, y);
    map.moving.within(x, y, () => {
      const all = run.drawn(k).map((shape, line) => ({ shape, line, grown: Math.min(1, sub - line) }));
      const shapes = all.filter(({ shape, grown }) => shape && grown > 0 && !all.some((other) => hides(other, shape)));
      shapes.sort((a, b) => Number(b.shape.kind === "sum") - Number(a.shape.kind === "sum")); // the broad arrow under those it adds up
      let before = null;
      /** @type {Parameters<Labels["put"]>[]} */
      const placed = shapes.map(({ shape, line, grown }) => {
        const colour = run.roles[shape.role][theme.dark ? 1 : 0];
        const [right, down] = shape.kind === "move" && before ? sideways(before, shape, px) : [0, 0];
        if (shape.kind === "move") before = shape;
        ctx.save();
        ctx.translate(right, down);
        const place = drawShape(ctx, shape, px, { colour, ring: theme.background, grown, wide: x._length, tall: y._length, unpx });
        ctx.restore();
        return [line, shape.label, colour, place];
      });
      drawHead(ctx, look.marker, ...px(run.point(k)), 6.5, look[theme.key], theme.background);
      for (const label of placed.reverse()) labels.put(...label); // the step itself first
    });
    labels.end();
  }
}

/** Whether an arrow that is no move lies under a move already drawn in full. */
const hides = ({ shape, grown }, under) =>
  under.kind === "slope" && shape?.kind === "move" && grown >= 1 && same(shape.from, under.from) && same(shape.to, under.to);
const same = (p, q) => p.every((v, i) => Math.abs(v - q[i]) <= 1e-9 * Math.abs(v));

/** An arrow that leads straight back over the one before it is drawn beside it: by how many pixels. @returns {Point} */
function sideways(before, shape, px) {
  const [u, v] = [before, shape].map(({ from, to }) => {
    const [a, b] = [px(from), px(to)];
    const by = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(...by);
    return [by[0] / length, by[1] / length];
  });
  return u[0] * v[0] + u[1] * v[1] < -0.94 ? [-ASIDE * v[1], ASIDE * v[0]] : [0, 0];
}

/** An ellipse's ends, as long as they are not much further away than the step goes. */
function around({ at, axes }, next) {
  const step = Math.max(Math.abs(next[0] - at[0]), Math.abs(next[1] - at[1]));
  return Math.max(...axes) > 4 * step
    ? []
    : [
        [at[0] - axes[0], at[1] - axes[1]],
        [at[0] + axes[0], at[1] + axes[1]],
      ];
}

/**
 * What of a step should be seen: where it begins, goes and asks; long arrows that are no part of it may leave the picture,
 * and so may a step that is thrown out of sight.
 */
function seen(run, k, surface) {
  const shapes = run.drawn(k).filter(Boolean);
  const points = [
    run.point(k),
    run.point(k + 1),
    ...shapes.flatMap((s) =>
      s.kind === "move" ? [s.to] : s.kind === "point" ? [s.at] : s.kind === "ellipse" ? around(s, run.point(k + 1)) : [],
    ),
  ];
  const here = run.point(k);
  const sides = surface.window.map(([low, high]) => high - low);
  return points.filter((p) => p.every((v, i) => Math.abs(v - here[i]) <= SIGHT * sides[i]));
}
