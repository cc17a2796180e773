/** One map with its axes. What stands still is on one canvas, what follows the hand on another. */

import { find, findAll } from "../shared/find.js";
import { Frame } from "./frame.js";
import { drawLine, drawPath, drawPicked, drawPoint } from "./marks.js";
import { patternOf } from "./patterns.js";
import { minorTicks, ticksOf } from "./ticks.js";

const WIDE = 420; // pixels from which a panel has room for large numbers and its axes' names

export class Panel {
  /** @param {number} place among the panels */
  constructor(place) {
    this.place = place;
    /** @type {import("./hand.js").Hand | null} that is on it */
    this.hand = null;
    this.figure = document.createElement("figure");
    this.figure.innerHTML = `<figcaption><strong></strong> <span></span></figcaption>
      <div class="plot" tabindex="0" role="application"><canvas class="still"></canvas><canvas class="moving"></canvas></div>`;
    this.plot = find(this.figure, ".plot");
    /** @type {HTMLCanvasElement} */
    this.still = find(this.plot, ".still");
    /** @type {HTMLCanvasElement} */
    this.moving = find(this.plot, ".moving");
  }

  /** The cells, one pixel each, and for each patterned outcome where it is. */
  paint(map, colours, theme) {
    const { columns, rows } = map;
    const from = this.place * columns * rows;
    const head = map.panels[this.place];
    const [title, caption] = findAll(this.figure, "figcaption > *");
    title.textContent = head.title;
    caption.textContent = head.caption;
    title.style.setProperty("--own", head[theme.key] ?? "transparent");
    title.classList.toggle("keyed", Boolean(head[theme.key]));
    find(this.figure, "figcaption").hidden = !head.title && !head.caption;
    this.plot.setAttribute("aria-label", `${head.title} ${map.alt}`.trim());
    this.cells = sheet(columns, rows, (at) => [...colours.of(from + at), 255]);
    this.patterned = map.outcomes.flatMap((outcome, code) => {
      if (!outcome.pattern) return [];
      const where = (at) => map.code[from + at] === code && colours.plain(from + at);
      return [{ pattern: outcome.pattern, sheet: sheet(columns, rows, (at) => [0, 0, 0, where(at) ? 255 : 0]) }];
    });
  }

  /** Make the canvases as large as the plot; false where it is not shown. */
  fit(map) {
    const { clientWidth: wide, clientHeight: tall } = this.plot;
    if (!wide || !tall) return false;
    const roomy = wide >= WIDE;
    const box = roomy
      ? { left: 68, top: 8, width: wide - 82, height: tall - 56 }
      : { left: 42, top: 6, width: wide - 50, height: tall - 42 };
    this.frame = new Frame(map, box);
    this.roomy = roomy;
    const dense = window.devicePixelRatio || 1;
    for (const canvas of [this.still, this.moving]) {
      const size = [Math.round(wide * dense), Math.round(tall * dense)];
      if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
      canvas.getContext("2d").setTransform(dense, 0, 0, dense, 0, 0);
      canvas.getContext("2d").clearRect(0, 0, wide, tall);
    }
    return true;
  }

  draw(map, theme) {
    if (!this.cells || !this.fit(map)) return;
    const ctx = this.still.getContext("2d");
    const { left, top, width, height } = this.frame;
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(this.cells, left, top, width, height);
    for (const { pattern, sheet } of this.patterned) ctx.drawImage(this.masked(sheet, pattern, theme), left, top, width, height);
    this.drawAxes(ctx, map, theme);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    for (const line of map.lines) drawLine(ctx, this.frame, line, theme, this.roomy);
    if (map.px) drawPath(ctx, this.frame, map, this.place, theme);
    for (const point of map.points) drawPoint(ctx, this.frame, point, theme, this.roomy);
    ctx.restore();
  }

  /** A pattern where the sheet says, as fine as the screen. */
  masked(sheet, pattern, theme) {
    const { width, height } = this.frame;
    const dense = window.devicePixelRatio || 1;
    const made = Object.assign(document.createElement("canvas"), { width: Math.round(width * dense), height: Math.round(height * dense) });
    const ctx = made.getContext("2d");
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(sheet, 0, 0, made.width, made.height);
    ctx.globalCompositeOperation = "source-in";
    ctx.fillStyle = ctx.createPattern(patternOf(pattern, theme, dense), "repeat");
    ctx.fillRect(0, 0, made.width, made.height);
    return made;
  }

  drawAxes(ctx, map, theme) {
    const { left, top, width, height } = this.frame;
    const [x, y] = map.axes;
    const size = this.roomy ? 14 : 12;
    const bottom = top + height;
    ctx.font = `${size}px ${theme.font}`;
    ctx.fillStyle = theme.text;
    ctx.strokeStyle = theme.axis;
    ctx.lineWidth = 1;
    ctx.strokeRect(left, top, width, height);
    const mark = (...ends) => {
      ctx.beginPath();
      ctx.moveTo(ends[0], ends[1]);
      ctx.lineTo(ends[2], ends[3]);
      ctx.stroke();
    };
    for (const value of minorTicks(x)) mark(this.frame.px(value), bottom, this.frame.px(value), bottom + 3);
    for (const value of minorTicks(y)) mark(left - 3, this.frame.py(value), left, this.frame.py(value));
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    for (const { value, text } of ticksOf(x, Math.max(2, Math.floor(width / 70)))) {
      const px = this.frame.px(value);
      mark(px, bottom, px, bottom + 5);
      ctx.fillText(text, Math.min(px, left + width + 6 - ctx.measureText(text).width / 2), bottom + 7);
    }
    ctx.textAlign = "right";
    ctx.textBaseline = "middle";
    for (const { value, text } of ticksOf(y, Math.max(2, Math.floor(height / 40)))) {
      const py = this.frame.py(value);
      mark(left - 5, py, left, py);
      ctx.fillText(text, left - 8, Math.max(py, size / 2 + 1));
    }
    ctx.textAlign = "center";
    ctx.textBaseline = "bottom";
    ctx.fillText(x.title, left + width / 2, bottom + (this.roomy ? 46 : 35));
    ctx.save();
    ctx.translate(this.roomy ? 1 : 0, top + height / 2);
    ctx.rotate(-Math.PI / 2);
    ctx.textBaseline = "top";
    ctx.fillText(y.title, 0, 0);
    ctx.restore();
  }

  /** @param {OutcomeMap} map @param {Theme} theme @param {Pick<import("./main.js").Maps, "cell" | "over" | "rectangle">} hand */
  drawMoving(map, theme, { cell, over, rectangle }) {
    if (!this.frame || !this.plot.clientWidth) return;
    const ctx = this.moving.getContext("2d");
    const { frame } = this;
    ctx.clearRect(0, 0, this.plot.clientWidth, this.plot.clientHeight);
    if (over && !rectangle) outline(ctx, frame.around(over), theme);
    if (cell) drawPicked(ctx, frame, Frame.centre(map, cell), theme);
    if (!rectangle || rectangle.panel !== this.place) return;
    const [[x0, y0], [x1, y1]] = rectangle.corners;
    ctx.fillStyle = theme.dark ? "#ffffff22" : "#00000018";
    ctx.fillRect(x0, y0, x1 - x0, y1 - y0);
    ctx.lineWidth = 1.5;
    for (const { dash, colour } of [
      { dash: [], colour: theme.background },
      { dash: [6, 4], colour: theme.text },
    ]) {
      ctx.setLineDash(dash);
      ctx.strokeStyle = colour;
      ctx.strokeRect(x0, y0, x1 - x0, y1 - y0);
    }
    ctx.setLineDash([]);
  }
}

/** A cell, framed so that it shows on any colour. @param {Ctx} ctx @param {[number, number, number, number]} cell @param {Theme} theme */
function outline(ctx, [left, top, wide, tall], theme) {
  for (const { grow, width, colour } of [
    { grow: 2, width: 3, colour: theme.background },
    { grow: 1, width: 1.5, colour: theme.text },
  ]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.strokeRect(left - grow, top - grow, wide + 2 * grow, tall + 2 * grow);
  }
}

/** A picture of one pixel per cell; the lowest row of cells is the lowest row of pixels. @param {(at: number) => number[]} colour */
function sheet(columns, rows, colour) {
  const made = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  const ctx = made.getContext("2d");
  const image = ctx.createImageData(columns, rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) image.data.set(colour(j * columns + i), 4 * ((rows - 1 - j) * columns + i));
  }
  ctx.putImageData(image, 0, 0);
  return made;
}
