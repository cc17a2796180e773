/** What the colours mean: outcomes with their shares, or a scale with numbers; where the map is too small for names, its marks too. */

import { digits, power } from "../shared/digits.js";
import { patternOf } from "./patterns.js";

export class Legend {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  show(map, colours, theme) {
    const counts = map.outcomes.map(() => 0);
    const plain = map.outcomes.map(() => 0);
    map.code.forEach((code, at) => {
      counts[code] += 1;
      if (colours.plain(at)) plain[code] += 1;
    });
    const shown = map.outcomes.map((_, code) => code).filter((code) => plain[code]);
    const shares = map.panels.length === 1;
    const rows = shown.map((code) => {
      const row = document.createElement("span");
      row.className = "outcome";
      const share = (100 * plain[code]) / map.code.length;
      const { label, never } = map.outcomes[code];
      row.append(
        swatch(map.outcomes[code], theme),
        map.colouring === "steps" && never ? never : label,
        shares ? strong(percent(share)) : "",
      );
      return row;
    });
    const marks = [
      ...map.lines.map(({ label, dashed }) => mark(dashed ? "dashed line" : "line", label)),
      ...map.points.map(({ label, kind }) => mark(kind, label)),
    ];
    this.root.replaceChildren(...(colours.span ? [this.bar(map, colours)] : []), ...rows, ...marks.filter((one) => one.textContent));
  }

  /** The scale, brighter for better. */
  bar(map, colours) {
    const box = document.createElement("span");
    const strip = document.createElement("i");
    const steps = map.colouring === "steps";
    const [low, high] = colours.span;
    const number = (value) => (!steps && map.log ? ten(value) : digits(value));
    box.className = "scale";
    const stops = [1, 0.75, 0.5, 0.25, 0].map((part) => `rgb(${colours.scale[Math.round(255 * part)].join()})`);
    strip.style.background = `linear-gradient(to right, ${stops.join()})`;
    box.append(steps ? "steps" : map.log ? "loss above the minimum" : "loss", strong(number(low)), strip, strong(number(high)));
    return box;
  }
}

const strong = (text) => Object.assign(document.createElement("b"), { textContent: text });

/** A mark on the map and its name; style sheets show it where the map itself does not name it. */
function mark(kind, label) {
  const row = Object.assign(document.createElement("span"), { className: "mark" });
  row.append(Object.assign(document.createElement("u"), { className: kind }), label);
  return row;
}

/** A power of ten, as near as it gets. */
const ten = (value) => power(Math.round(Math.log10(value)));

/** Shares that are there but small do not round to nothing. @param {number} share in per cent */
export const percent = (share) =>
  share > 0 && share < 0.1 ? "< 0.1 %" : share > 99.9 && share < 100 ? "> 99.9 %" : `${share.toFixed(share < 10 ? 1 : 0)} %`;

function swatch(outcome, theme) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 36, height: 36 });
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = outcome[theme.key];
  ctx.fillRect(0, 0, 36, 36);
  if (outcome.pattern) {
    ctx.fillStyle = ctx.createPattern(patternOf(outcome.pattern, theme, 2), "repeat");
    ctx.fillRect(0, 0, 36, 36);
  }
  return canvas;
}
