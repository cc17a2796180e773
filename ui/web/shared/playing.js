/** Play and pause, a step back and on, a slider, a speed: the row under a picture that moves. What a step is, its heirs say. */

import { find } from "./find.js";

const LEAP = 100; // ms at most between two pictures: a hidden tab must not leap

export class Playing {
  /** @param {HTMLElement} root @param {string} idle what the button says at rest */
  constructor(root, idle) {
    this.idle = idle;
    this.playing = false;
    this.speed = 1;
    this.button = find(root, "[data-act=play]");
    /** @type {HTMLInputElement} */
    this.scrub = find(root, "input[type=range]");
    /** @type {HTMLSelectElement} */
    const speed = find(root, "select");
    this.button.addEventListener("click", () => this.play(!this.playing));
    find(root, "[data-act=back]").addEventListener("click", () => this.by(-1));
    find(root, "[data-act=on]").addEventListener("click", () => this.by(1));
    this.scrub.addEventListener("input", () => this.seek(Number(this.scrub.value)));
    speed.addEventListener("change", () => {
      this.speed = Number(speed.value);
    });
  }

  /** @param {boolean} on */
  play(on) {
    if (on === this.playing) return;
    this.mark(on);
    if (!on) {
      this.halt();
      return;
    }
    this.begin();
    this.before = performance.now();
    this.wait();
  }

  /** Have the button say whether it plays; what has played so far stops. @param {boolean} on */
  mark(on) {
    this.playing = on;
    this.button.textContent = on ? "Pause" : this.idle;
    cancelAnimationFrame(this.frame);
  }

  wait() {
    this.frame = requestAnimationFrame((now) => {
      const elapsed = Math.max(0, Math.min(LEAP, now - this.before));
      this.before = now;
      this.wait();
      this.advance(elapsed * this.speed); // which may stop it
    });
  }

  /** It is about to play: from the start again, if it stands at the end. */
  begin() {}

  /** It has stopped: stand at a whole step. */
  halt() {}

  /** Go on. @param {number} _ms at the speed chosen */
  advance(_ms) {}

  /** Go so many steps on, or back. @param {number} _steps */
  by(_steps) {}

  /** Go to a step, and stay there. @param {number} _step */
  seek(_step) {}
}
