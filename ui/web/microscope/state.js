/** The state before and after the step, in a small table. */

import { digits } from "./digits.js";

export class State {
  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.head = table.tHead;
    this.body = table.tBodies[0];
  }

  /**
   * What is told: the point, the loss, and every letter of the rule's memory that the lines speak of. Before and after
   * are rows, or columns where there is little room.
   */
  show(run, narrow) {
    this.run = run;
    this.step = undefined;
    const stamp = JSON.stringify([run.kept, narrow]);
    if (stamp === this.stamp) return; // the numbers before stay until those of the new run are drawn
    this.stamp = stamp;
    const kept = run.kept.flatMap(({ letter, symbol }) =>
      entries(run.sizes.get(letter)).map(([name, entry]) => ({ symbol, name, letter, entry })),
    );
    const told = [
      { symbol: "<i>x</i>", name: "", of: (k, after) => this.run.point(k + after)[0] },
      { symbol: "<i>y</i>", name: "", of: (k, after) => this.run.point(k + after)[1] },
      { symbol: "loss", name: "", of: (k, after) => this.run.loss[k + after] },
      ...kept.map(({ symbol, name, letter, entry }) => ({
        symbol,
        name,
        of: (k, after) => this.run.at(after ? letter : `old ${letter}`, k)?.[entry],
      })),
    ];
    const title = ({ symbol, name }, scope) => `<th scope="${scope}">${symbol}<sub>${name}</sub></th>`;
    const when = ["before", "after"];
    const head = narrow ? when.map((word) => `<th scope="col">${word}</th>`) : told.map((one) => title(one, "col"));
    const rows = narrow ? told.map((one) => title(one, "row")) : when.map((word) => `<th scope="row">${word}</th>`);
    const cells = "<td></td>".repeat(narrow ? when.length : told.length);
    this.head.innerHTML = `<tr><th scope="col">State</th>${head.join("")}</tr>`;
    this.body.innerHTML = rows.map((name) => `<tr>${name}${cells}</tr>`).join("");
    this.cells = told.flatMap(({ of }, i) =>
      when.map((_, after) => ({ of, after, node: narrow ? this.body.rows[i].cells[after + 1] : this.body.rows[after].cells[i + 1] })),
    );
  }

  draw(k) {
    const step = this.run.has(k) ? k : -1 - k; // below 0 while some numbers have not come
    if (step === this.step) return; // a frame of the same step has nothing new
    this.step = step;
    for (const { of, after, node } of this.cells) node.innerHTML = digits(of(k, after));
  }
}

/** The entries of a letter, by name and place; a matrix is symmetric. */
const entries = (size) =>
  ({
    1: [["", 0]],
    2: [
      ["x", 0],
      ["y", 1],
    ],
    4: [
      ["xx", 0],
      ["xy", 1],
      ["yy", 3],
    ],
  })[size] ?? [];
