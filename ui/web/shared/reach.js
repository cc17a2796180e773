/** Formulas, tables and code too wide for their place: keys can reach and scroll them, and their edge says that there is more. */

import "./copy.js";
import { findAll } from "./find.js";

const WIDE = ".katex-display, .basin-scroll, .basin-code pre";
const SLACK = 8; // px that a line of letters may overhang without hiding anything: no sign of more
const PAUSE = 300; // ms between two looks at a page that changes

let watching = false;
let soon;

/** The component has nothing to show; the first one on a page starts the watch. */
export function render() {
  if (watching) return;
  watching = true;
  const look = () => {
    soon = undefined;
    for (const one of findAll(document, WIDE)) reach(one);
  };
  const later = () => {
    if (soon === undefined) soon = setTimeout(look, PAUSE);
  };
  new MutationObserver(later).observe(document.body, { childList: true, subtree: true });
  window.addEventListener("resize", later);
  document.addEventListener("toggle", later, true); // what was folded away had no width
  look();
}

/** @param {HTMLElement} one */
function reach(one) {
  const wide = one.scrollWidth > one.clientWidth + 1;
  if (!wide && one.dataset.wide === undefined) return;
  if (!wide) {
    for (const name of ["tabindex", "role", "aria-label", "data-wide", "data-more"]) one.removeAttribute(name);
    return;
  }
  const edge = () => {
    one.toggleAttribute("data-more", one.scrollLeft + one.clientWidth < one.scrollWidth - SLACK);
  };
  if (one.dataset.wide === undefined) {
    const what = one.matches(".basin-scroll") ? "Table" : one.matches("pre") ? "Code" : "Formula";
    Object.assign(one, { tabIndex: 0, onscroll: edge, onkeydown: stay });
    one.setAttribute("role", "group");
    one.setAttribute("aria-label", `${what}, wider than its place: arrow keys scroll it`);
    one.dataset.wide = "";
  }
  edge();
}

/** The arrows scroll here, and do not step the player. @param {KeyboardEvent} event */
function stay(event) {
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") event.stopPropagation();
}
