/** The state before and after the step, in a small table. */

import { digits } from "./digits.js";

export class State {
  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.head = table.tHead;
    this.body = table.tBodies[0];
  }

  /** Columns: the point, the loss, and every letter of the rule's memory that the lines speak of. */
  show(run) {
    this.run = run;
    const kept = run.kept.flatMap(({ letter, symbol }) => entries(run.sizes.get(letter)).map(([name, entry]) => ({ symbol, name, letter, entry })));
    this.columns = [
      { symbol: "<i>x</i>", name: "", of: (k) => run.point(k)[0] },
      { symbol: "<i>y</i>", name: "", of: (k) => run.point(k)[1] },
      { symbol: "loss", name: "", of: (k) => run.loss[k] },
      ...kept.map(({ symbol, name, letter, entry }) => ({ symbol, name, before: (k) => run.at(`old ${letter}`, k)[entry], after: (k) => run.at(letter, k)[entry] })),
    ];
    this.head.innerHTML = `<tr><th scope="col">State</th>${this.columns.map((c) => `<th scope="col">${c.symbol}<sub>${c.name}</sub></th>`).join("")}</tr>`;
    this.body.innerHTML = ["before", "after"].map((when) => `<tr><th scope="row">${when}</th>${"<td></td>".repeat(this.columns.length)}</tr>`).join("");
  }

  draw(k) {
    [...this.body.rows].forEach((row, after) => {
      this.columns.forEach((column, i) => {
        const value = column.of ? column.of(k + after) : (after ? column.after : column.before)(k);
        row.cells[i + 1].innerHTML = digits(value);
      });
    });
  }
}

/** The entries of a letter, by name and place; a matrix is symmetric. */
const entries = (size) => ({ 1: [["", 0]], 2: [["x", 0], ["y", 1]], 4: [["xx", 0], ["xy", 1], ["yy", 3]] })[size] ?? [];
