const BARS = "▁▂▃▄▅▆▇█";

/** One character a slot: from never (`▁`) to always firing (`█`); `·` where nothing was evaluated. */
export function sparkline(shares: readonly (number | null)[]): string {
  return shares.map((share) => (share === null ? "·" : BARS[barOf(share)])).join("");
}

/** Whatever fires at all is seen. */
function barOf(share: number): number {
  return share === 0 ? 0 : Math.max(1, Math.round(share * (BARS.length - 1)));
}
