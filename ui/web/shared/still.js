/** After a click what the hand has not asked for waits: the click may lead to another page, and a word from this one calls it back. */

const MOMENT = 600; // ms: until another page that is asked for has begun to come

let clicked = -Infinity;
window.addEventListener(
  "click",
  () => {
    clicked = performance.now();
  },
  true,
);

/** How long what the hand has not asked for is to wait, in ms. */
export const still = () => Math.max(0, clicked + MOMENT - performance.now());
