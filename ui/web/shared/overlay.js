/** A canvas laid over a Plotly chart, sized to it and sharp on dense screens. */

export class Overlay {
  /** @param {Plot} plot @param {HTMLCanvasElement} canvas */
  constructor(plot, canvas) {
    this.plot = plot;
    this.canvas = canvas;
    this.ctx = canvas.getContext("2d");
  }

  /** How large it is, and how dense. */
  get size() {
    const { width, height } = this.plot._fullLayout;
    return `${width} ${height} ${window.devicePixelRatio}`;
  }

  /** Clear the canvas; true once the chart underneath has axes to draw by. */
  begin() {
    const layout = this.plot._fullLayout;
    if (!layout?.xaxis) return false;
    const { width, height } = layout;
    const dense = window.devicePixelRatio || 1;
    const wide = Math.round(width * dense);
    const tall = Math.round(height * dense);
    if (this.canvas.width !== wide || this.canvas.height !== tall) {
      Object.assign(this.canvas, { width: wide, height: tall });
      Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    this.ctx.setTransform(dense, 0, 0, dense, 0, 0);
    this.ctx.clearRect(0, 0, width, height);
    return true;
  }

  /** Draw within one pair of axes; (0, 0) is the pane's corner. @param {Axis} x @param {Axis} y @param {() => void} draw */
  within(x, y, draw) {
    const { ctx } = this;
    ctx.save();
    ctx.beginPath();
    ctx.rect(x._offset, y._offset, x._length, y._length);
    ctx.clip();
    ctx.translate(x._offset, y._offset);
    draw();
    ctx.restore();
  }
}
