/** Words that change many times a second. */

/**
 * Write other words into an element that holds nothing else. The text node stays: a new one has the browser look through the whole page
 * for rules with `:has()`, which takes 10 ms.
 * @param {Element} element @param {string} words
 */
export function reword(element, words) {
  const text = element.firstChild;
  if (!text) element.textContent = words;
  else if (text.nodeValue !== words) text.nodeValue = words;
}
