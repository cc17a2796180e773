/** A page that Streamlit has given up opens again by itself, under the same link, which holds the whole setup. */

import { find } from "./find.js";

const AGAIN = 20_000; // ms within which a page that dies twice is left alone: opening it does not help
const WHEN = "basin revived";

/** @param {HTMLElement} app Streamlit's root, which says how its connection stands */
function revive(app) {
  if (app.dataset.testConnectionState !== "DISCONNECTED_FOREVER") return;
  const last = Number(sessionStorage.getItem(WHEN) ?? 0);
  if (Date.now() - last < AGAIN) return;
  sessionStorage.setItem(WHEN, String(Date.now()));
  location.reload();
}

const app = /** @type {HTMLElement | null} */ (find(document, '[data-testid="stApp"]'));
if (app) new MutationObserver(() => revive(app)).observe(app, { attributeFilter: ["data-test-connection-state"] });
