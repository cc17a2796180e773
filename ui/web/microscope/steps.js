/** Where we stand: the step, and how many of its sub-steps are shown. Buttons, keys, slider, entry. */

const A_LINE = 900; // ms a sub-step takes at 1×

export class Steps {
  /** @param {HTMLElement} root @param {() => void} changed */
  constructor(root, changed) {
    this.root = root;
    this.changed = changed;
    this.k = 0;
    this.last = 0;
    this.lines = 1;
    this.sub = 1;
    this.speed = 1;
    this.playing = false;
    const find = (name) => root.querySelector(name);
    this.button = find("[data-act=play]");
    this.scrub = find("input[type=range]");
    this.entry = find(".jump input");
    this.of = find(".jump .of");
    this.problem = find(".problem");
    this.button.addEventListener("click", () => this.play(!this.playing));
    find("[data-act=back]").addEventListener("click", () => this.go(this.k - 1));
    find("[data-act=on]").addEventListener("click", () => this.go(this.k + 1));
    find("select").addEventListener("change", (event) => { this.speed = Number(event.target.value); });
    this.scrub.addEventListener("input", () => this.go(Number(this.scrub.value)));
    this.entry.addEventListener("change", () => this.typed());
    this.entry.addEventListener("focus", () => this.entry.select());
    this.entry.addEventListener("blur", () => this.show());
    root.addEventListener("keydown", (event) => this.key(event));
  }

  /** A run of so many steps and lines a step. */
  length(last, lines) {
    const whole = this.sub >= this.lines;
    Object.assign(this, { last, lines });
    this.k = Math.min(this.k, last);
    this.sub = whole ? lines : Math.min(this.sub, lines);
    this.scrub.max = String(last);
    this.of.textContent = `of 0 to ${last}`;
  }

  /** Show all of step k. */
  go(k) {
    this.play(false);
    this.k = Math.max(0, Math.min(this.last, k));
    this.sub = this.lines;
    this.problem.textContent = "";
    this.changed();
  }

  /** Show this step up to a line. */
  upTo(line) {
    this.play(false);
    this.sub = Math.max(0, Math.min(this.lines, line));
    this.changed();
  }

  typed() {
    const text = this.entry.value.trim(), k = Number(text);
    if (text !== "" && Number.isInteger(k) && k >= 0 && k <= this.last) return this.go(k);
    this.problem.textContent = `“${text.slice(0, 12)}” is not a step of this run. Allowed: whole numbers from 0 to ${this.last}.`;
    return this.show();
  }

  play(on) {
    if (on === this.playing) return;
    this.playing = on;
    this.button.textContent = on ? "Pause" : "Play sub-steps";
    cancelAnimationFrame(this.frame);
    if (!on) { this.sub = Math.ceil(this.sub); this.changed(); return; }
    if (this.sub >= this.lines) {
      if (this.k >= this.last) this.k = 0;
      else if (this.played === this.k) this.k += 1; // this step has been played: the next one
      this.sub = 0;
    }
    this.then = performance.now();
    this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  tick(now) {
    const elapsed = Math.max(0, Math.min(100, now - this.then));
    this.then = now;
    this.sub += (elapsed * this.speed) / A_LINE;
    if (this.sub >= this.lines + 1) { // a line's time to look at the whole
      if (this.k >= this.last) { this.sub = this.lines; this.play(false); return; }
      this.k += 1;
      this.sub = 0;
    }
    this.played = this.k;
    this.changed();
    this.frame = requestAnimationFrame((next) => this.tick(next));
  }

  /** Say where we are. */
  show() {
    this.scrub.value = String(this.k);
    this.scrub.setAttribute("aria-valuetext", `step ${this.k} of 0 to ${this.last}`);
    if (document.activeElement !== this.entry) this.entry.value = String(this.k); // what is being typed is left alone
  }

  /** Keys, while the microscope has the focus or nothing else has. @param {KeyboardEvent} event */
  key(event) {
    const act = {
      " ": () => this.play(!this.playing),
      ArrowLeft: () => this.go(this.k - 1),
      ArrowRight: () => this.go(this.k + 1),
      ArrowUp: () => this.upTo(Math.ceil(this.sub) - 1),
      ArrowDown: () => this.upTo(Math.floor(this.sub) + 1),
      Home: () => this.go(0),
      End: () => this.go(this.last),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const own = event.key === " " ? "select, button, textarea, input:not([type=range])" : "select, textarea, input"; // keys they need themselves
    if (event.target.matches(own)) return;
    event.preventDefault();
    act();
  }
}
