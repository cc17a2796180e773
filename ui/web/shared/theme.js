/** Colours as Streamlit's theme gives them. */

/** Whether the page is dark, judged by its background. @param {Element} element */
export function isDark(element) {
  const [r, g, b] = rgb(getComputedStyle(element).getPropertyValue("--st-background-color"));
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}

/** @param {Element} element */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const get = (name) => style.getPropertyValue(name).trim();
  const dark = isDark(element);
  return {
    dark,
    key: dark ? "dark" : "light",
    background: get("--st-background-color"),
    text: get("--st-text-color"),
    grid: dark ? "rgba(255,255,255,0.13)" : "rgba(20,30,50,0.12)",
    axis: dark ? "rgba(255,255,255,0.45)" : "rgba(20,30,50,0.45)",
    primary: get("--st-primary-color"),
    font: get("--st-font") || "sans-serif",
  };
}

const SHARE = 70; // per cent of a line's colour in the words that name it: a line needs 3 : 1, words 4.5 : 1

/** A line's colour for words. @param {string} colour @param {{text: string}} theme */
export const asText = (colour, { text }) => `color-mix(in srgb, ${colour} ${SHARE}%, ${text})`;

/** Reads any CSS colour. @type {CanvasRenderingContext2D | undefined} */
let probe;

/** @param {string} colour @returns {number[]} */
function rgb(colour) {
  probe ??= document.createElement("canvas").getContext("2d");
  probe.fillStyle = "#ffffff";
  probe.fillStyle = colour.trim();
  const hex = /^#(..)(..)(..)/.exec(probe.fillStyle);
  return hex ? [1, 2, 3].map((i) => parseInt(hex[i], 16)) : [255, 255, 255];
}
