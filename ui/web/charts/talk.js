/** Speaks of what the hand moves: at intervals while it moves, and once when it rests. */

const PAUSE = 80; // ms between two messages of a drag
const REST = 300; // ms without a key after which the whole page follows

export class Talk {
  /** @param {(event: any, settled: boolean) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** Whether something has been said that is not settled. */
  get busy() {
    return this.event !== undefined;
  }

  say(event) {
    this.event = event;
    clearTimeout(this.soon);
    const now = () => { this.sent = performance.now(); this.tell(this.event, false); };
    const wait = (this.sent ?? -Infinity) + PAUSE - performance.now();
    if (wait <= 0) now();
    else this.soon = setTimeout(now, wait);
  }

  /** The hand has let go: the whole page follows, if anything was said. */
  settle() {
    clearTimeout(this.soon);
    clearTimeout(this.later);
    if (!this.busy) return;
    const { event } = this;
    this.event = undefined;
    this.tell(event, true);
  }

  /** Keys have no end: settle once they rest. */
  rest() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settle(), REST);
  }
}
