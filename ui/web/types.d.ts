/** What travels from Python to the browser, and what libraries leave on a page: read by the type checker alone, never by a browser. */

type Point = [number, number];
type Span = [low: number, high: number];
type Theme = ReturnType<typeof import("./shared/theme.js").themeOf>;
type Ctx = CanvasRenderingContext2D;
type Numbers = Float32Array | Float64Array | Uint16Array | Uint8Array;
type Cell = { i: number; j: number };
type Drag<T> = import("./shared/drag.js").Drag<T>;
type Marker = import("./shared/markers.js").Marker;

/** What Streamlit hands to a component: its data, its place on the page, and the way back to Python. */
interface Component<Data = Uint8Array | string> {
  data: Data;
  parentElement: HTMLElement;
  setStateValue: (name: string, value: object) => void;
}

/** What `shared/mount.js` asks of a view beside what all have: to show what arrives, and if it likes to hear keys and to go in order. */
interface Picture<Data, Library> extends View {
  update: (data: Data, library: Library) => Promise<void> | void;
  leave?: () => void;
  readonly keys?: Record<string, () => void>;
  readonly slides?: Omit<typeof import("./shared/voice.js").voice, "slide">;
}
/** A picture that has arrived has a number of its own. */
interface Arrived {
  serial?: number;
}
type View = import("./shared/view.js").View;
type Tell = (what: string, event: object, settled: boolean) => void;

interface Window {
  Plotly: Plotly;
}
interface Element {
  basin?: View; // for the browser tests and the bench
}

/** As much of Plotly as is used here. */
interface Plotly {
  react: (plot: Plot, traces: object[], layout: object, config: object) => Promise<void>;
  relayout: (plot: Plot, change: object) => Promise<void>;
  restyle: (plot: Plot, change: object, traces: number[]) => Promise<void>;
  purge: (plot: Plot) => void;
  Plots: { resize: (plot: Plot) => Promise<void> };
}

/** An element that Plotly draws in; what it leaves there is here once it has drawn. */
interface Plot extends HTMLElement {
  _fullLayout?: { width: number; height: number; xaxis: Axis; yaxis: Axis; xaxis2?: Axis; yaxis2?: Axis };
  data?: { visible?: boolean | "legendonly" }[];
  _fullData?: { visible: boolean | "legendonly"; uid: string }[];
  on?: (name: string, hear: () => void) => void;
}

/** One of its axes. Between numbers (c), what lies evenly along it (l), as a logarithm, and pixels (p). */
interface Axis {
  _offset: number;
  _length: number;
  range: Span;
  l2p: (linear: number) => number;
  p2l: (pixel: number) => number;
  c2l: (number: number) => number;
  l2c: (linear: number) => number;
}

/** `plots/theme.py` */
interface Look {
  light: string;
  dark: string;
  marker: Marker;
}

/** `plots/race.py surface_picture`, and what `shared/surfaces.js` makes of it. */
interface Surface {
  id: string;
  picture: string;
  name: string;
  window: [Span, Span];
  grid: number;
  low: number;
  high: number;
  softening: number;
  relief: number;
  upright: string;
  levels: number;
  minima: Point[];
  holes: [row: number, first: number, last: number][];
  colours: { light: string[]; dark: string[] };
  packed: Uint8Array;
  x: Float64Array;
  y: Float64Array;
  rows: (Float32Array | Float64Array)[];
}

/** `plots/race.py run_header`; a run is called by its label, and a fan's have a width of their own. */
interface Racer extends Look {
  name: string;
  label?: string;
  second: boolean;
  lr: number;
  diverged: number;
  width?: number;
}

/** A racer as it is drawn: its place among all, its colour in the theme, its path in pixels. */
interface Drawn extends Racer {
  i?: number;
  colour: string;
  path?: Path;
}

/** A path in pixels, how many were made before it, and what it was made of. */
interface Path {
  made: number;
  xs: Numbers;
  ys: Numbers;
  px: Float32Array;
  py: Float32Array;
  walked: Float32Array;
  last: number;
  exit?: number;
}

/** What a map of paths needs. */
interface Walk extends Arrived {
  steps: number;
  runs: Racer[];
  x: Float32Array | Float64Array;
  y: Float32Array | Float64Array;
  hidden: Set<string>;
  start: Point;
}

/** From where to where an axis goes, and on how many pixels. */
type Looking = [low: number, high: number, pixels: number];

/** `plots/race.py race_picture`, as it travels (`plots/long_race.py`); what only a fan, a range test or schedules send may be missing. */
interface Race extends Walk {
  picture: string;
  scales?: Scale[]; // of a long one, with what came packed
  kept?: [name: string, count: number][];
  looked?: Record<string, Looking>;
  packed?: Uint8Array;
  surface: string;
  begun: number;
  at: number | null; // where the slider stands whose whole is here
  lowest: number;
  span: Span | null;
  view: "2-D" | "3-D";
  axis: "steps" | "evaluations" | "rate";
  stand: number | null;
  axes: [string, string];
  alt: string;
  gap: Float32Array;
  gx: Float32Array;
  gy: Float32Array;
  rate: Float32Array;
  cost?: Float32Array;
  spent?: string;
  opens?: boolean;
  inspects?: boolean;
  ceiling?: number;
  factor?: number | null;
  edge?: { slider?: string; words?: string; why?: string };
  numerator?: number | null;
  bend?: Float32Array;
  across?: Span;
  smooth?: Float32Array;
  marks?: { step: number; label: string }[];
  cuts?: import("./player/cuts.js").Cut[];
}

/** One step of a run. */
interface StepRow {
  x: number;
  y: number;
  gap: number;
  gx: number;
  gy: number;
}
/** `ui/parts/player.py numbers`: some steps of a run. */
interface ArrivedNumbers {
  of: string;
  run: number;
  first: number;
  x: Float32Array;
  y: Float32Array;
  gap: Float32Array;
  gx: Float32Array;
  gy: Float32Array;
}

/** `plots/whole_slider.py` */
interface WholeSlider {
  slider: string;
  values: number[];
  runs: number[];
  rates: number[];
  steps: number[];
  longest: number;
  diverged: number[];
  scales: [Scale, Scale, Scale];
  highest: number;
  each: boolean;
  along: string[];
  packed: Uint8Array;
  said: Uint8Array;
}
type Scale = ({ middle: number; half: number; end: number } | { low: number; high: number }) & { top?: number };

/** `plots/maps.py` */
interface Outcome {
  label: string;
  light: string;
  dark: string;
  pattern: string | null;
  never: string | null;
}
interface Side {
  title: string;
  low: number;
  high: number;
  log: boolean;
  whole: boolean;
}
interface OutcomeLine {
  label: string;
  x: number[];
  y: number[];
  dashed: boolean;
}
interface OutcomePoint {
  x: number;
  y: number;
  label: string;
  kind: string;
}
interface OutcomeMap extends Arrived {
  id: string;
  alt: string;
  hint: string;
  tapped: string;
  axes: [Side, Side];
  rows: number;
  columns: number;
  panels: { title: string; caption: string; light: string | null; dark: string | null; marker: Marker | null }[];
  colouring: string;
  log: boolean;
  outcomes: Outcome[];
  lines: OutcomeLine[];
  points: OutcomePoint[];
  picked: Point | null;
  click: string;
  zoomed: boolean;
  stale: boolean;
  code: Uint16Array;
  steps?: Uint16Array;
  loss?: Float32Array;
  px?: Float32Array;
  py?: Float32Array;
}

/** `plots/chart.py` */
interface ChartAxis {
  title: string;
  log: boolean;
  span: Span | null;
  ticks: [value: number, text: string][] | null;
}
interface ChartTrace {
  name: string;
  light: string;
  dark: string;
  legend: boolean;
  start: number;
  count: number;
}
interface ChartLine extends ChartTrace {
  dash: string;
  width: number;
  fill: string;
  step: boolean;
  faint: boolean;
  label: string;
  hover: string;
}
interface ChartDots extends ChartTrace {
  marker: string;
  size: number;
  words: string[];
  grip: boolean;
}
interface ChartMark {
  name: string;
  at: number;
  label: string;
  light: string | null;
  dark: string | null;
  dash: string;
  grip: boolean;
  whole: boolean;
}
interface ChartHeader {
  id: string;
  title: string;
  x: ChartAxis;
  y: ChartAxis;
  lines: ChartLine[];
  dots: ChartDots[];
  marks: ChartMark[];
  alt: string;
  equal: boolean;
  adds: boolean;
  hint: string;
  ends: "left" | "right";
}
interface ChartPage extends Arrived {
  columns: number;
  at?: number | null; // where the slider stands whose whole is here
  follows?: string[]; // the sliders whose whole can be had
  charts: ChartHeader[];
  x: Float32Array;
  y: Float32Array;
}
/** What Plotly is told of a line or of dots. */
interface Trace {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  mode?: string;
  text?: string[];
  fill?: string;
  line?: { shape?: string };
}

interface Layout {
  yaxis: { range?: number[]; tickvals?: number[] };
}

/** `plots/whole_charts.py` */
interface WholeCharts {
  slider: string;
  values: number[];
  columns: number;
  groups: [rows: number, count: number][];
  text: number;
  packed: Uint8Array;
}

/** `plots/diamond.py`; the arrays of a panel stand under its place and a word, as "0 x". */
interface Balls extends Arrived {
  window: number;
  centre: Point;
  stretch: [Point, Point];
  radii: number[];
  valley: [Point, Point] | null;
  fixed: boolean;
  hint: string;
  tapped: string;
  begun: number;
  panels: Ball[];
  budgets: Float64Array;
  [array: `${number} ${string}`]: Float64Array;
}
interface Ball extends Look {
  name: string;
  formula: string;
  shares: Point;
  t: number;
  w: Point;
  strength: number | null;
  loss: number;
  words: string[];
  wedges: Point[][];
  side: [Point, Point] | null;
}

/** `plots/microscope.py`; the numbers of a letter stand under "letter" and its name. */
interface Magnified extends Arrived {
  id: string;
  picture: string;
  surface: string;
  run: Racer;
  steps: number;
  diverged: number;
  stand: [step: number, order: number];
  look: string;
  ahead: number;
  roles: Record<string, [light: string, dark: string]>;
  lines: Line[];
  kept: { letter: string; symbol: string }[];
  same: Record<string, string>;
  shapes: Record<string, number[]>;
  rooms: Record<string, Room>;
  alt: string;
  path: Float64Array;
  loss: Float64Array;
  [letter: `letter ${string}`]: Float64Array;
}
type Room = [width: number, negative: boolean, powers: boolean];
/** A window of its steps. */
interface Steps {
  run: string;
  first: number;
  count: number;
  why: string[];
  "slope here": Float64Array;
  "curvature here": Float64Array;
  [letter: `letter ${string}`]: Float64Array;
}
interface Line {
  letter: string;
  label: string;
  rule: string;
  rows: string[];
  says: string;
  role: string;
  draws: string;
  of: string;
}
