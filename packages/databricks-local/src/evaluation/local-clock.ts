/** The workspace's time: the real one, until somebody moves it; from there it runs on. A new start forgets the move. */
export class LocalClock {
  #offsetMs = 0;
  #held: Date | undefined;

  constructor(
    private readonly base: () => Date,
    start?: Date,
  ) {
    if (start !== undefined) this.set(start);
  }

  readonly now = (): Date => this.#held ?? new Date(this.base().getTime() + this.#offsetMs);

  set(time: Date): void {
    this.#offsetMs = time.getTime() - this.base().getTime();
  }

  /** Stands still at that time while the work is done, so that everything in it, `current_date()` too, tells the same. */
  async holdAt(time: Date, work: () => Promise<void>): Promise<void> {
    this.#held = time;
    try {
      await work();
    } finally {
      this.#held = undefined;
    }
  }
}
