/**
 * Say something else in an element that may do so at every frame. The letters that stand there are changed, not put in the place of others:
 * an element with another child has the browser ask all of the page's style rules anew.
 * @param {Element} element of text alone @param {string} words
 */
export function write(element, words) {
  const letters = element.firstChild;
  if (letters instanceof Text && words) {
    if (letters.data !== words) letters.data = words;
  } else element.textContent = words;
}
