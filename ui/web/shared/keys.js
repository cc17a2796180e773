/**
 * The keys of a picture that plays. They work wherever the focus is, while the picture is on screen, unless what has the focus needs
 * the key itself. A press on the picture takes the focus, so that the keys come here from out of a frame, too; Escape gives them back.
 */

/** What a visitor types into, or chooses in by many keys. */
const TYPED =
  "input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable=true], " +
  "[role=combobox], [role=listbox] *, [role=menu] *, [role=grid], [role=dialog] *";
/** What the space bar presses. */
const PRESSED = "button, summary, [type=radio], [type=checkbox], [role=button], [role=option], [role=radio], [role=tab]";
/** What arrows move. */
const MOVED = "[type=range], [type=radio], [role=slider], [role=radio], [role=tab], [role=application]";
const FOCUSABLE = "button, input, select, textarea, a[href], [tabindex]";
const SEEN = 60; // pixels of a picture that make it one on screen

/**
 * Steps back and on, to both ends, and plays: what each key does. A presenter's clicker sends Page Up and Page Down.
 * @param {{play: () => void, by: (steps: number) => void, start: () => void, end: () => void}} does
 */
export const stepping = ({ play, by, start, end }) => ({
  " ": play,
  ArrowLeft: () => by(-1),
  ArrowRight: () => by(1),
  PageUp: () => by(-1),
  PageDown: () => by(1),
  Home: start,
  End: end,
});

/** @type {WeakMap<HTMLElement, () => void>} the pictures that listen, and what makes them deaf */
const hearing = new WeakMap();

/**
 * Listen to keys for a picture until the returned function is called; who listens already goes on.
 * @param {HTMLElement} root @param {Record<string, () => void>} acts by their key
 */
export function hearKeys(root, acts) {
  if (hearing.has(root)) return hearing.get(root);
  const down = (event) => {
    if (event.key === "Escape" && root.contains(event.target)) leave(event);
    const act = acts[event.key];
    if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || needed(event, root) || !seen(root)) return;
    event.preventDefault();
    act();
  };
  const press = ({ target }) => {
    if (target.closest(FOCUSABLE) === root) root.focus({ preventScroll: true, focusVisible: false });
  };
  document.addEventListener("keydown", down);
  root.addEventListener("pointerdown", press, true);
  const deaf = () => {
    hearing.delete(root);
    document.removeEventListener("keydown", down);
    root.removeEventListener("pointerdown", press, true);
  };
  hearing.set(root, deaf);
  return deaf;
}

/** Whether what has the focus needs this key itself; the picture's own scrubber moves as the picture does. */
function needed({ key, target }, root) {
  if (target.matches(TYPED)) return true;
  if (key === " ") return target.matches(PRESSED);
  if (target.matches(MOVED)) return !(target.type === "range" && root.contains(target));
  return (
    target !== document.body &&
    key.startsWith("Arrow") &&
    target.scrollWidth > target.clientWidth + 1 &&
    getComputedStyle(target).overflowX !== "visible"
  );
}

function seen(root) {
  const { top, bottom } = root.getBoundingClientRect();
  return bottom > SEEN && top < window.innerHeight - SEEN;
}

/** Out of the picture, and out of a frame: its page gets the keys. */
function leave(event) {
  if (event.defaultPrevented || window.parent === window) return;
  /** @type {HTMLElement} */ (document.activeElement).blur();
  window.parent.focus();
}
