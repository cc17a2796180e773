/** Play, pause, step, scrub, speed: where in the run the picture stands. */

const SECONDS = 8; // a whole run at 1×

export class Transport {
  /** @param {HTMLElement} root @param {(step: number) => void} changed */
  constructor(root, changed) {
    this.changed = changed;
    this.step = 0;
    this.steps = 1;
    this.playing = false;
    this.speed = 1;
    this.button = root.querySelector("[data-act=play]");
    this.scrub = root.querySelector("input[type=range]");
    this.label = root.querySelector(".step");
    this.button.addEventListener("click", () => this.play(!this.playing));
    root.querySelector("[data-act=back]").addEventListener("click", () => this.seek(Math.ceil(this.step) - 1));
    root.querySelector("[data-act=on]").addEventListener("click", () => this.seek(Math.floor(this.step) + 1));
    root.querySelector("select").addEventListener("change", (e) => { this.speed = Number(e.target.value); });
    this.scrub.addEventListener("input", () => this.seek(Number(this.scrub.value)));
  }

  /** A new run length; a finished picture stays finished. */
  length(steps) {
    const atEnd = this.step >= this.steps;
    this.steps = steps;
    this.scrub.max = String(steps);
    if (this.step > steps || (atEnd && !this.playing)) this.step = steps;
  }

  /** Go to a step and stay there. */
  seek(step) {
    this.play(false);
    this.step = Math.max(0, Math.min(this.steps, step));
    this.changed(this.step);
  }

  play(on) {
    if (on === this.playing) return;
    this.playing = on;
    this.button.textContent = on ? "Pause" : "Play";
    cancelAnimationFrame(this.frame);
    if (!on) { this.step = Math.round(this.step); this.changed(this.step); return; }
    if (this.step >= this.steps) this.step = 0;
    this.last = performance.now();
    this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  tick(now) {
    const elapsed = Math.max(0, Math.min(100, now - this.last)) / 1000; // a hidden tab must not leap
    this.last = now;
    const pace = Math.max(12, Math.min(250, this.steps / SECONDS));
    this.step = Math.min(this.steps, this.step + elapsed * pace * this.speed);
    if (this.step >= this.steps) { this.play(false); return; }
    this.changed(this.step);
    this.frame = requestAnimationFrame((next) => this.tick(next));
  }

  /** Say where we are. */
  show() {
    const k = Math.floor(this.step), shown = `step ${k} / ${this.steps}`;
    if (this.label.textContent === shown && this.scrub.value === String(k)) return;
    this.scrub.value = String(k);
    this.scrub.setAttribute("aria-valuetext", `step ${k} of ${this.steps}`);
    this.label.textContent = shown;
  }

  /** Keys, while the player has the focus. @param {KeyboardEvent} event */
  key(event) {
    const typing = event.target.matches("select, input, button");
    const act = {
      " ": () => this.play(!this.playing),
      ArrowLeft: () => this.seek(Math.ceil(this.step) - 1),
      ArrowRight: () => this.seek(Math.floor(this.step) + 1),
      Home: () => this.seek(0),
      End: () => this.seek(this.steps),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing && !(event.target === this.scrub && event.key === " ")) return;
    event.preventDefault();
    act();
  }
}
