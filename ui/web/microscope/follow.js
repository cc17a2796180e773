/** Where to look: a piece of the map in which a step can be seen, and what the ground looks like in it. */

const CELLS = 10; // a view of fewer cells of the map's grid shows the local quadratic instead
const POINTS = 48; // of the local quadratic, a side

/**
 * The view for a step: the one that stands if it still shows the step well, else a new one around it. Views have the
 * map's shape, and halve or double, so that few steps change them.
 * @param {{centre: number[], share: number} | null} view share: of the whole map's sides
 * @param {number[][]} shown points to be seen @param {Surface} surface
 */
export function following(view, shown, surface) {
  const sides = surface.window.map(([low, high]) => high - low);
  const spans = [0, 1].map((i) => [Math.min(...shown.map((p) => p[i])), Math.max(...shown.map((p) => p[i]))]);
  const needed = Math.max(...spans.map(([low, high], i) => (high - low) / sides[i]));
  if (!Number.isFinite(needed)) return view ?? whole(surface);
  const fits =
    view &&
    spans.every(
      ([low, high], i) => low > view.centre[i] - 0.46 * view.share * sides[i] && high < view.centre[i] + 0.46 * view.share * sides[i],
    );
  if (fits && (needed === 0 || view.share <= 8 * needed)) return view;
  const share = needed ? Math.min(64, 2 ** Math.ceil(Math.log2(1.6 * needed))) : (view?.share ?? 1);
  return { centre: spans.map(([low, high]) => (low + high) / 2), share };
}

/** @param {Surface} surface */
export const whole = (surface) => ({ centre: surface.window.map(([low, high]) => (low + high) / 2), share: 1 });

/** @param {{centre: number[], share: number}} view @param {Surface} surface @returns {[Span, Span]} */
export function rangeOf({ centre, share }, { window: [x, y] }) {
  return [around(centre[0], share * (x[1] - x[0])), around(centre[1], share * (y[1] - y[0]))];
}

/** @param {number} middle @param {number} wide @returns {Span} */
const around = (middle, wide) => [middle - wide / 2, middle + wide / 2];

/** Whether the map's own grid is too coarse for a view. */
export const isDeep = (view, surface) => view.share * surface.grid < CELLS;

/**
 * The local quadratic around a point as a surface of its own, to be drawn in place of the map.
 * @param {Surface} surface @param {[Span, Span]} range @param {number[]} here
 * @param {{slope: ArrayLike<number>, bend: ArrayLike<number>}} ground
 */
export function localQuadratic(surface, range, here, { slope, bend }) {
  const [x, y] = range.map(([low, high]) => Float64Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1)));
  let low = Infinity;
  let high = -Infinity;
  const rows = Array.from(y, (b) =>
    Float64Array.from(x, (a) => {
      const dx = a - here[0];
      const dy = b - here[1];
      const rise = slope[0] * dx + slope[1] * dy + (bend[0] * dx * dx + 2 * bend[1] * dx * dy + bend[2] * dy * dy) / 2;
      low = Math.min(low, rise);
      high = Math.max(high, rise);
      return rise;
    }),
  );
  if (!(high > low)) [low, high] = [-1, 1]; // level ground, or none
  return { ...surface, x, y, rows, low, high, levels: 14, window: range, id: `local ${range} ${here}`, name: `local ${range}` };
}
