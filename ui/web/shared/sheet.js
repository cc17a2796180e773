/**
 * Below 768 pixels the sidebar lies beside the picture (`page/narrow.css`). When it opens the picture comes into view, and it stays
 * open while the hand is on the picture.
 */

import { find } from "./find.js";

const NARROW = matchMedia("(max-width: 767.98px)");
const COMPONENT = ".basin-player, .basin-microscope, .basin-maps, .basin-charts, .basin-diamond";
// Without the buttons over it.
const PICTURE = ":is(.basin-player, .basin-microscope) .map, .basin-maps .panels, .basin-charts, .basin-diamond .panels";

new MutationObserver(() => {
  const open = find(document, '[data-testid="stSidebar"]')?.dataset.collapsed === "false";
  if (open && NARROW.matches) requestAnimationFrame(() => find(document, PICTURE)?.scrollIntoView({ block: "start" }));
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-collapsed"] });

document.body.addEventListener("mousedown", (event) => {
  // Streamlit, which listens farther out, would fold the sidebar away.
  const on = /** @type {Element} */ (event.target);
  if (NARROW.matches && on.closest(COMPONENT)) event.stopPropagation();
});
