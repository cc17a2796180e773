/** The curves of the picture: ellipses of the data loss, and balls R(w) ≤ R((t, 0)) with R(w) = a ‖w‖₁ + b ½‖w‖². */

const AROUND = 96; // points of a curve; a multiple of 4, so that a ball has its corners

const DIRECTIONS = Array.from({ length: AROUND + 1 }, (_, i) => {
  const angle = (2 * Math.PI * i) / AROUND;
  const straight = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ];
  return i % (AROUND / 4) ? [Math.cos(angle), Math.sin(angle)] : straight[((4 * i) / AROUND) % 4];
});

/** The ellipse c + r E u. @param {number[]} centre @param {number[][]} stretch E @param {number} r @returns {number[][]} */
export function ellipse([cx, cy], [[a, b], [c, d]], r) {
  return DIRECTIONS.map(([x, y]) => [cx + r * (a * x + b * y), cy + r * (c * x + d * y)]);
}

/**
 * The rim of the ball of budget t: along a direction u it lies where a ‖u‖₁ r + b ½ r² = R((t, 0)).
 * @param {number[]} shares @param {number} t @returns {number[][]}
 */
export function ball([a, b], t) {
  const whole = a * t + 0.5 * b * t * t;
  return DIRECTIONS.map(([x, y]) => {
    const straight = a * (Math.abs(x) + Math.abs(y));
    const r = t > 0 ? (2 * whole) / (straight + Math.sqrt(straight ** 2 + 2 * b * whole)) : 0;
    return [r * x, r * y];
  });
}
