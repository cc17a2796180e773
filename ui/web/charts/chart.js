/** One chart: Plotly's lines and dots, and over them the marks and the labels at the lines' ends. */

import { find, findAll } from "../shared/find.js";
import { follow } from "../shared/mount.js";
import { axisLook, CORNER, config, dragged, paper } from "../shared/paper.js";
import { write } from "../shared/words.js";
import { Ends } from "./ends.js";
import { Hand } from "./hand.js";
import { Marks } from "./marks.js";
import { looksOf, move, rangeOf, same } from "./move.js";

const MARGIN = { l: 62, r: 14, t: 8, b: 46 };
const UNTITLED = 26; // below an axis without a title
const NARROW = 420; // pixels
const ROOM = 7.9; // pixels a letter of an end's label takes
const REST = 300; // ms without a move after which a chart that was moved is drawn anew; an axis moves no more often

export class Chart {
  /** @param {string} id @param {Tell} tell */
  constructor(id, tell) {
    this.figure = document.createElement("figure");
    this.figure.innerHTML =
      "<figcaption><strong></strong><span></span></figcaption>" +
      '<div class="pane"><div class="plot" role="img"></div><div class="over"></div></div>';
    /** @type {Plot} */
    this.plot = find(this.figure, ".plot");
    this.plot.dataset.chart = id;
    const over = find(this.figure, ".over");
    this.marks = new Marks(this.plot, over, tell);
    this.ends = new Ends(this.plot, over);
    this.hand = new Hand(this, over, tell);
    /** What is drawn. @type {{looks: string, range: string, traces: Trace[], since: number}} */
    this.drawn = { looks: "", range: "", traces: [], since: 0 };
  }

  /** @param {Plotly} Plotly @param {ChartHeader} chart @param {ChartPage} numbers @param {Theme} theme */
  async show(Plotly, chart, numbers, theme) {
    this.Plotly = Plotly;
    this.chart = chart;
    this.numbers = numbers;
    this.theme = theme;
    const [title, hint] = findAll(this.figure, "figcaption > *");
    write(title, chart.title);
    write(hint, chart.hint);
    if (this.plot.getAttribute("aria-label") !== chart.alt) this.plot.setAttribute("aria-label", chart.alt);
    /** @type {Trace[]} */
    const traces = [...chart.lines.map((line, i) => this.line(line, i)), ...chart.dots.map((dots) => this.dots(dots))];
    if (!traces.length) traces.push(CORNER);
    const left = chart.ends === "left";
    const room = ROOM * Math.max(0, ...chart.lines.map((line) => line.label.length));
    const layout = {
      ...paper(theme, {
        ...MARGIN,
        ...(left ? { l: MARGIN.r + room, r: MARGIN.l } : { r: MARGIN.r + room }),
        ...(!chart.x.title && { b: UNTITLED }),
      }),
      xaxis: axisOf(chart.x, theme),
      yaxis: {
        ...axisOf(chart.y, theme),
        side: left ? "right" : "left",
        ...(chart.equal && { scaleanchor: "x", scaleratio: 1, constrain: "domain" }),
      },
      showlegend: [...chart.lines, ...chart.dots].some((trace) => trace.legend),
      legend: {
        orientation: "h",
        x: 0,
        y: 1.01,
        yanchor: "bottom",
        itemwidth: (this.plot._fullLayout?.width ?? this.plot.offsetWidth) < NARROW ? 30 : 40,
        font: { size: 14 },
        bgcolor: "rgba(0,0,0,0)",
      },
      dragmode: chart.adds ? false : dragged(),
      hovermode: "closest",
      hoverlabel: { bgcolor: theme.background, font: { color: theme.text, size: 14 } },
      uirevision: chart.id,
    };
    if (!this.moved(traces, layout)) await this.paint(traces, layout);
    this.hand.heard();
    this.draw();
  }

  /** Plotly draws the chart. @param {Trace[]} traces @param {Layout} layout */
  async paint(traces, layout) {
    clearTimeout(this.later);
    this.drawn = { looks: looksOf(traces, layout), range: rangeOf(layout), traces, since: performance.now() };
    await this.Plotly.react(this.plot, traces, layout, config(this.chart.adds ? false : "reset"));
    follow(this.plot, this);
  }

  /** Move only what differs from what is drawn, if that can be done. @param {Trace[]} traces @param {Layout} layout */
  moved(traces, layout) {
    const { chart, drawn } = this;
    if (!this.axes || looksOf(traces, layout) !== drawn.looks) return false;
    const stands = rangeOf(layout) === drawn.range;
    if (!stands && performance.now() > drawn.since + REST) return false;
    /** @type {[Trace, number][]} */
    const changed = traces.flatMap((trace, i) => (same(trace, drawn.traces[i]) ? [] : [[trace, i]]));
    if (!changed.length && stands) return true;
    if (!chart.x.span || !chart.y.span || !move(this.plot, changed)) return false; // its axes fit what is drawn
    drawn.traces = traces;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.paint(traces, layout), REST);
    return true;
  }

  /** The numbers of a line or of dots. @param {ChartTrace} trace */
  of(trace) {
    const part = (all) => all.subarray(trace.start, trace.start + trace.count);
    return { x: part(this.numbers.x), y: part(this.numbers.y) };
  }

  /** @param {ChartLine} line @param {number} place */
  line(line, place) {
    const colour = line[this.theme.key];
    const before = this.chart.lines.slice(0, place).some((one) => one.fill);
    return {
      type: "scatter",
      mode: "lines",
      ...this.of(line),
      name: line.name,
      showlegend: line.legend,
      connectgaps: false,
      opacity: line.faint ? 0.4 : 1,
      line: { color: colour, dash: line.dash, width: line.width, shape: line.step ? "hv" : "linear", simplify: false },
      ...(line.fill && { fill: before ? "tonexty" : "tozeroy", fillcolor: faded(colour, 0.3) }),
      ...(line.faint && !line.hover
        ? { hoverinfo: "skip" }
        : { hovertemplate: `${line.hover || line.name}<br>${words(this.chart)}<extra></extra>` }),
    };
  }

  /** @param {ChartDots} dots */
  dots(dots) {
    return {
      type: "scatter",
      mode: "markers",
      ...this.of(dots),
      name: dots.name,
      showlegend: dots.legend,
      marker: { color: dots[this.theme.key], symbol: dots.marker, size: dots.size, line: { color: this.theme.background, width: 1 } },
      ...(dots.words.length
        ? { text: dots.words, hovertemplate: "%{text}<extra></extra>" }
        : { hovertemplate: `${dots.name}<br>${words(this.chart)}<extra></extra>` }),
    };
  }

  /** Whatever lies over the plot, where its axes are now. */
  draw() {
    if (!this.chart || !this.axes) return;
    this.marks.place(this.chart, this.theme);
    this.ends.place(this);
    this.hand.place();
  }

  /** @returns {{x: Axis, y: Axis} | null} Plotly's axes, once it has drawn them */
  get axes() {
    const layout = this.plot._fullLayout;
    return layout?.xaxis?._length ? { x: layout.xaxis, y: layout.yaxis } : null;
  }

  resize() {
    if (this.axes && this.plot.offsetWidth) this.Plotly.Plots.resize(this.plot);
  }

  remove(Plotly) {
    clearTimeout(this.later);
    this.hand.ends.abort();
    Plotly.purge(this.plot);
    this.figure.remove();
  }
}

/** What Plotly is told of an axis. @param {ChartAxis} side @param {Theme} theme */
function axisOf(side, theme) {
  const range = side.span?.map((end) => (side.log ? Math.log10(end) : end));
  return {
    ...axisLook(theme),
    type: side.log ? "log" : "linear",
    title: { text: side.title, standoff: 6 },
    nticks: 7,
    exponentformat: "power",
    ...(range ? { range, autorange: false } : { autorange: true }),
    ...(side.log && !side.ticks && { dtick: range && Math.abs(range[1] - range[0]) > 7 ? 2 : 1 }),
    ...(side.ticks && { tickvals: side.ticks.map(([value]) => value), ticktext: side.ticks.map(([, text]) => text) }),
  };
}

/** The numbers under the pointer, by their axes' names. */
const words = ({ x, y }) => [`${x.title} %{x:.4~g}`, `${y.title} %{y:.4~g}`].map((one) => one.trim()).join(", ");

/** A colour like #0072B2 that lets through. */
function faded(colour, share) {
  return (
    colour +
    Math.round(share * 255)
      .toString(16)
      .padStart(2, "0")
  );
}
