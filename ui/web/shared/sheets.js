/**
 * Strokes that stand still while others change: each row of them between two that change is drawn once, on a sheet of its own, which is
 * then laid into its place. So what lies over what stays as it is.
 */

import { Overlay } from "./overlay.js";

/** @typedef {{stamp: string, axes: [Axis, Axis], draw: (ctx: Ctx) => void}} Stroke what it shows, in a word; where, and how */

export class Sheets {
  /** @param {Overlay} overlay what is drawn on */
  constructor(overlay) {
    this.overlay = overlay;
    /** @type {string[]} what was drawn last */
    this.stamps = [];
    /** @type {Set<number>} the strokes that are on no sheet */
    this.changing = new Set();
    /** @type {Map<number, Overlay>} the sheets, by their first stroke */
    this.laid = new Map();
  }

  /** Draw anew. @param {string} ground what holds for all: another one changes them all @param {Stroke[]} strokes the lowest first */
  draw(ground, strokes) {
    if (!this.overlay.begin()) return;
    const stamps = strokes.map(({ stamp }) => `${ground} ${stamp}`);
    const same = stamps.length === this.stamps.length;
    const changed = stamps.flatMap((stamp, i) => (same && stamp === this.stamps[i] ? [] : [i]));
    this.stamps = stamps;
    if (changed.length && (changed.length !== this.changing.size || changed.some((i) => !this.changing.has(i)))) {
      this.changing = new Set(changed);
      this.laid.clear();
    }
    for (let i = 0; i < strokes.length; ) {
      if (this.changing.has(i)) stroked(this.overlay, strokes[i++]);
      else i = this.lay(strokes, i);
    }
  }

  /** Lay a sheet of all strokes from this one on that do not change. @returns {number} the next one that does */
  lay(strokes, first) {
    let end = first;
    while (end < strokes.length && !this.changing.has(end)) end++;
    let sheet = this.laid.get(first);
    if (!sheet) {
      sheet = new Overlay(this.overlay.plot, document.createElement("canvas"));
      sheet.begin();
      for (const stroke of strokes.slice(first, end)) stroked(sheet, stroke);
      this.laid.set(first, sheet);
    }
    const { ctx } = this.overlay;
    ctx.save();
    ctx.resetTransform();
    ctx.drawImage(sheet.canvas, 0, 0);
    ctx.restore();
    return end;
  }
}

/** @param {Overlay} on @param {Stroke} stroke */
const stroked = (on, { axes: [x, y], draw }) => on.within(x, y, () => draw(on.ctx));

/** Whether two rows of numbers are the same; where there is none, neither has one. @param {Numbers} a @param {Numbers} b */
export function alike(a, b) {
  if (a?.length !== b?.length) return false;
  for (let i = 0; i < a?.length; i++) if (a[i] !== b[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return false;
  return true;
}
