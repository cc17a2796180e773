/**
 * What may happen at most once in so many milliseconds: the first at once, of those that come too soon only the last, as soon as it may.
 */
export class Pace {
  /** @param {number} pause ms */
  constructor(pause) {
    this.pause = pause;
    this.last = -Infinity;
  }

  /** @param {() => void} act */
  run(act) {
    this.stop();
    const now = () => {
      this.last = performance.now();
      act();
    };
    const wait = this.last + this.pause - performance.now();
    if (wait <= 0) now();
    else this.soon = setTimeout(now, wait);
  }

  /** What waits does not happen. */
  stop() {
    clearTimeout(this.soon);
  }
}
