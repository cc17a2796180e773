/**
 * The stability edge where the ball of the visitor's own run stands: a sentence under the picture, and a mark on the slider of its rate.
 * The run is the last of the race.
 */

import { digits, power } from "../shared/digits.js";
import { mark } from "../shared/voice.js";
import { write } from "../shared/words.js";
import { multiple } from "./rates.js";

const SAME = 1e-6; // float32: a rate this close to the edge is on it
const LONG = 14; // letters of the edge's formula that a verdict under a slider has room for

export class Edge {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
  }

  /** Say what is so at this step, if that is news. @param {Race} race @param {number} step */
  show(race, step) {
    const k = Math.floor(step);
    const stamp = `${race.serial} ${k}`;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.box.hidden = !race.edge;
    const { sentence, turned, said } = race.bend ? at(race, k) : { sentence: race.edge?.why ?? "", turned: false, said: null };
    write(this.box, sentence);
    this.box.classList.toggle("over", turned);
    mark(said && { name: race.edge.slider, ...said });
  }
}

/** What is to be said of step k. @param {Race} race @param {number} k */
function at(race, k) {
  const { words } = race.edge;
  const bend = race.bend[k];
  const edge = bend > 0 ? Math.fround(race.numerator / bend) : Infinity; // what no float32 can hold is as good as none
  const run = race.runs.length - 1;
  const share = multiple(race, run, Math.min(k, race.steps - 1));
  const rate = race.runs[run].lr * share;
  const nowhere = (where, sentence, over) => ({ sentence, turned: over, said: { at: null, words: where, side: "", over } });
  if (Number.isNaN(bend)) return nowhere("out of sight", `Step ${k}: your run is out of sight.`, true);
  const here = `Step ${k}: λmax = ${number(bend)} where your ball stands`;
  if (!Number.isFinite(edge))
    return nowhere("no edge here: the ground does not bend up", `${here}. No edge here: the ground does not bend upwards.`, false);
  const on = Math.abs(rate - edge) <= SAME * edge;
  const turned = !on && rate > edge;
  const side = on ? "on it: the steps neither grow nor shrink" : turned ? "above it: unstable here" : "below it: stable here";
  const { label } = race.runs[run];
  const when = k < race.steps ? "Today’s" : "The last";
  const own = share === 1 && label.startsWith("your") ? label.replace("your", "Your") : `${when} rate, ${number(rate)},`;
  const name = words.length > LONG ? "the edge" : words;
  return {
    sentence: `${here}, so the edge ${words} is ${number(edge)}. ${own} is ${side}.`,
    turned,
    // Under a schedule the slider's α is a multiple of today's rate, and so is its mark.
    said:
      share > 0
        ? {
            at: edge / share,
            words: `${share === 1 ? words : "today’s edge for α"} = ${number(edge / share)}`,
            side: turned ? `above ${name}: unstable here` : on ? `on ${name}` : "stable here",
            over: turned,
          }
        : null,
  };
}

/** As the table under the picture writes it: 2.33·10⁻⁴. @param {number} value */
function number(value) {
  const [head, exponent] = digits(value).replaceAll("−", "-").split("e");
  return `${head}${exponent ? `·${power(Number(exponent))}` : ""}`.replace("-", "−");
}
