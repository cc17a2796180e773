/** What an outcome is known by beside its colour: hatching or dots. */

const SIDE = 8; // pixels

/** A small tile of the pattern, for a screen so dense. @param {string} name @param {any} theme @param {number} dense */
export function patternOf(name, theme, dense = 1) {
  const side = SIDE * dense, made = Object.assign(document.createElement("canvas"), { width: side, height: side }), ctx = made.getContext("2d");
  ctx.strokeStyle = ctx.fillStyle = theme.dark ? "#ffffff55" : "#ffffff80";
  ctx.lineWidth = 1.1 * dense;
  ctx.beginPath();
  if (name === "hatch") {
    for (const shift of [-side, 0, side]) {
      ctx.moveTo(shift - 1, side + 1);
      ctx.lineTo(shift + side + 1, -1);
    }
    ctx.stroke();
  } else {
    if (!theme.dark) ctx.fillStyle = "#00000055";
    for (const [x, y] of [[0.25, 0.25], [0.75, 0.75]]) {
      ctx.moveTo(x * side + dense, y * side);
      ctx.arc(x * side, y * side, dense, 0, 2 * Math.PI);
    }
    ctx.fill();
  }
  return made;
}
