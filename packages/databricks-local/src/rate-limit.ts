import { ApiError } from "./api-error";

/**
 * At most so many calls in any second; nobody says how the service counts. The time is the machine's, not the
 * workspace's, which somebody may move.
 */
export class RateLimit {
  readonly #recent: number[] = [];

  readonly #perSecond: number | undefined;
  readonly #nowMs: () => number;

  constructor(perSecond: number | undefined, nowMs: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
  }

  /** Refuses a call beyond the limit, and does not count it. */
  check(): void {
    if (this.#perSecond === undefined) return;
    const now = this.#nowMs();
    while (this.#recent[0] !== undefined && this.#recent[0] <= now - 1000) this.#recent.shift();
    if (this.#recent.length >= this.#perSecond) {
      throw new ApiError(
        429,
        "REQUEST_LIMIT_EXCEEDED",
        `The workspace takes ${this.#perSecond} requests a second. Please retry after the time that Retry-After names.`,
        1,
      );
    }
    this.#recent.push(now);
  }
}
