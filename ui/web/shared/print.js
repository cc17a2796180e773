/**
 * Before the page is printed every picture keeps the width and the heights it has on the screen, so that nothing is laid out anew on a
 * narrower sheet, and is made to fit by scale (`page/print.css`); the page is given its address to print below.
 */

import { find, findAll } from "./find.js";

const SHEET = 690; // pixels across a sheet of A4 within its margins
const PICTURES = ".basin-player, .basin-microscope, .basin-maps, .basin-charts, .basin-diamond";
const KEPT = ".pane, .plot, .panels, .panes"; // whose heights hang on the window's

/** @param {HTMLElement} root @returns {HTMLElement} */
const boxOf = (root) => root.closest(".stBidiComponent");

window.addEventListener("beforeprint", () => {
  find(document, ".stMainBlockContainer")?.setAttribute("data-address", window.location.href);
  for (const root of findAll(document, PICTURES)) {
    const box = boxOf(root);
    const wide = box.clientWidth;
    const heights = [...findAll(root, KEPT)].map((part) => ({ part, height: part.offsetHeight }));
    for (const { part, height } of heights) part.style.height = `${height}px`;
    box.style.setProperty("--wide", String(wide));
    box.style.setProperty("--fit", String(Math.min(1, SHEET / wide)));
  }
});

window.addEventListener("afterprint", () => {
  for (const root of findAll(document, PICTURES)) {
    for (const part of findAll(root, KEPT)) part.style.height = "";
    for (const name of ["--wide", "--fit"]) boxOf(root).style.removeProperty(name);
  }
});
