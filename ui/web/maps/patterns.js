/** What an outcome is known by beside its colour: hatching or dots. */

import { hatched } from "../shared/ink.js";

const SIDE = 8; // pixels

/** A small tile of the pattern, for a screen so dense. @param {string} name @param {Theme} theme @param {number} dense */
export function patternOf(name, theme, dense = 1) {
  const side = SIDE * dense;
  if (name === "hatch") return hatched(side, theme.dark ? "#ffffff55" : "#ffffff80", 1.1 * dense);
  const made = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const ctx = made.getContext("2d");
  ctx.fillStyle = theme.dark ? "#ffffff55" : "#00000055";
  ctx.beginPath();
  for (const share of [0.25, 0.75]) {
    ctx.moveTo(share * side + dense, share * side);
    ctx.arc(share * side, share * side, dense, 0, 2 * Math.PI);
  }
  ctx.fill();
  return made;
}
