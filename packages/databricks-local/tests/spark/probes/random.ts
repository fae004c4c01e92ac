/** Always the same numbers for the same seed, so that the probes are always the same (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = [...seed].reduce(
      (hash, char) => Math.imul(hash ^ char.charCodeAt(0), 0x01000193),
      0x811c9dc5,
    );
  }

  /** From 0 up to, but not including, the limit. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new TypeError("There is nothing to pick from.");
    return one;
  }

  /** So many of the list, in the list's order. */
  sample<T>(list: readonly T[], count: number): T[] {
    const open = list.map((_, index) => index);
    const chosen = new Set<number>();
    while (chosen.size < count && open.length > 0) {
      const [index] = open.splice(this.below(open.length), 1);
      if (index !== undefined) chosen.add(index);
    }
    return list.filter((_, index) => chosen.has(index));
  }
}
