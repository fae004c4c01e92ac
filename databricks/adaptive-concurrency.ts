import pLimit, { type LimitFunction } from "p-limit";

export interface ConcurrencyBounds {
  readonly initial: number;
  /** @minimum 1 */
  readonly least: number;
  readonly most: number;
}

/**
 * How many requests are under way at once: halved when the service says "too many", one more after as many successes as
 * are allowed now (additive increase, multiplicative decrease, as TCP does it).
 */
export class AdaptiveConcurrency {
  readonly #limit: LimitFunction;
  #successes = 0;
  #decreases = 0;

  readonly #bounds: ConcurrencyBounds;

  constructor(bounds: ConcurrencyBounds) {
    this.#bounds = bounds;

    this.#limit = pLimit(bounds.initial);
  }

  get allowed(): number {
    return this.#limit.concurrency;
  }

  /** Runs `task` when there is room; it calls `throttled` when the service refuses it for being too many. */
  run<T>(task: (throttled: () => void) => Promise<T>): Promise<T> {
    return this.#limit(async () => {
      let before = this.#decreases;
      let refused = false;
      const result = await task(() => {
        refused = true;
        // Requests that were under way together are refused together: that is one sign, not many.
        if (before === this.#decreases) {
          this.#limit.concurrency = Math.max(this.#bounds.least, Math.floor(this.allowed / 2));
          this.#successes = 0;
          this.#decreases++;
        }
        before = this.#decreases;
      });
      if (!refused) this.#succeeded();

      return result;
    });
  }

  #succeeded(): void {
    this.#successes++;
    if (this.#successes >= this.allowed) {
      this.#successes = 0;
      this.#limit.concurrency = Math.min(this.#bounds.most, this.allowed + 1);
    }
  }
}
