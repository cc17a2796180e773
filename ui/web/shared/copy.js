/** The button beside code copies it. */

const SAID = 1500; // ms for which the button says so

document.addEventListener("click", async (event) => {
  const button = /** @type {Element} */ (event.target).closest?.(".basin-code > button");
  if (!button) return;
  const code = button.parentElement.querySelector("code");
  button.textContent = (await copied(code)) ? "Copied" : "Press Ctrl+C";
  setTimeout(() => {
    button.textContent = "Copy";
  }, SAID);
});

/** Whether the text is copied; if not, it is marked, for the visitor's own keys. @param {Element} code */
async function copied(code) {
  getSelection().selectAllChildren(code);
  try {
    await navigator.clipboard.writeText(code.textContent); // there is none where the page is not served safely
    getSelection().removeAllRanges();
    return true;
  } catch {
    return false;
  }
}
