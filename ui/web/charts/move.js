/**
 * Moves lines and dots that Plotly has drawn, on the axes that stand: for it a changed number is a new chart, which takes 20 to 60 ms.
 * What it keeps for the pointer is older then, so a chart that was moved is drawn anew once it rests.
 */

const FAR = 1e5; // pixels: what is further is as far out of the chart

/** Whether two rows are the same. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
const alike = (a, b) => {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (!Object.is(a[k], b[k])) return false;
  return true;
};

/** Whether a trace is drawn as another was. @param {Trace} a @param {Trace} b */
export const same = (a, b) => alike(a.x, b.x) && alike(a.y, b.y) && String(a.text) === String(b.text);

/** All of a picture but its numbers and the height that its axis shows. @param {Trace[]} traces @param {Layout} layout */
export const looksOf = (traces, layout) =>
  JSON.stringify([
    { ...layout, yaxis: { ...layout.yaxis, range: 0, tickvals: 0, ticktext: 0, dtick: 0 } },
    traces.map((trace) => ({ ...trace, x: trace.x.length, y: 0, text: 0 })),
  ]);

/** That height. @param {Layout} layout */
export const rangeOf = ({ yaxis }) => String([yaxis.range, yaxis.tickvals]);

/**
 * Move these, of which each is the trace at a place of the plot; nothing is moved if one of them cannot be.
 * @param {Plot} plot @param {[Trace, number][]} traces
 */
export function move(plot, traces) {
  const { _fullLayout: layout, _fullData: data } = plot;
  const acts = traces.map(([trace, place]) => {
    if (data[place]?.visible !== true) return () => {}; // the legend has it hidden
    const drawn = plot.querySelector(`.scatterlayer .trace${data[place].uid}`);
    return drawn && (trace.mode === "markers" ? dots : line)(drawn, trace, layout);
  });
  if (!acts.every(Boolean)) return false;
  for (const act of acts) act();
  return true;
}

/** What moves a line; nothing for one that is filled or goes in steps. @param {Element} drawn @param {Trace} trace */
function line(drawn, { x, y, fill, line: { shape } }, { xaxis, yaxis }) {
  const [first, ...rest] = drawn.querySelectorAll(".js-line");
  if (!first || fill || shape !== "linear") return null;
  return () => {
    let path = "";
    let pen = "M";
    for (let k = 0; k < x.length; k++) {
      const [px, py] = [at(xaxis, x[k]), at(yaxis, y[k])];
      if (Number.isNaN(px + py)) pen = "M";
      else {
        path += `${pen}${px.toFixed(2)},${py.toFixed(2)}`;
        pen = "L";
      }
    }
    first.setAttribute("d", path || "M0,0");
    for (const part of rest) part.setAttribute("d", "M0,0"); // the pieces of a line with gaps
  };
}

/** What moves dots. @param {Element} drawn @param {Trace} trace */
function dots(drawn, { x, y }, { xaxis, yaxis }) {
  const points = drawn.querySelectorAll(".point");
  if (points.length !== x.length) return null;
  return () => {
    points.forEach((point, k) => {
      point.setAttribute("transform", `translate(${at(xaxis, x[k])},${at(yaxis, y[k])})`);
    });
  };
}

/** Pixels along an axis. @param {Axis} axis @param {number} value */
const at = (axis, value) => Math.max(-FAR, Math.min(FAR, axis.l2p(axis.c2l(value))));
