/** The same numbers for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(state: number) {
    this.#state = state;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Whole, 0 ≤ x < `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  one<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  /** Each with the same chance, in their order. */
  some<Item>(items: readonly Item[]): Item[] {
    return items.filter(() => this.next() < 0.5);
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const dealt = items.map((item) => ({ item, at: this.next() }));
    return dealt.sort((a, b) => a.at - b.at).map(({ item }) => item);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}
