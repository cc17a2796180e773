/** What all of Plotly's charts have alike: the paper is the page's, and its colours draw the axes. */

const CLEAR = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" }; // the page shines through

/** @param {Theme} theme @param {{l: number, r: number, t: number, b: number}} margin */
export const paper = (theme, margin) => ({
  ...CLEAR,
  margin,
  showlegend: false,
  font: { family: theme.font, size: 14, color: theme.text },
});

/** What a drag does: a mouse zooms, a finger scrolls the page. */
export const dragged = () => (matchMedia("(pointer: coarse)").matches ? false : "zoom");

/** @param {Theme} theme */
export const axisLook = (theme) => ({
  zeroline: false,
  gridcolor: theme.grid,
  linecolor: theme.axis,
  showline: true,
  ticks: "outside",
  ticklen: 4,
  tickcolor: theme.axis,
});

/** Plotly's own buttons and hints are left out. @param {"reset" | false} doubleClick what one does */
export const config = (doubleClick = "reset") => ({ displayModeBar: false, doubleClick, showTips: false, responsive: false });

/** Axes need a trace; what moves is drawn on a canvas over it. */
export const CORNER = { type: "scatter", x: [null], y: [null], hoverinfo: "skip" };
