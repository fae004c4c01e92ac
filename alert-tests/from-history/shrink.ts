/** So many sets of rows are tried in all. */
const MOST_TRIED = 600;

/**
 * As few of the elements as hold: first without a half, then without a quarter, and in the end without each by itself
 * (delta debugging). `hold` says of several sets which of them do; that of all elements must.
 */
export async function shrink<Element>(
  elements: readonly Element[],
  hold: (sets: readonly (readonly Element[])[]) => Promise<readonly boolean[]>,
): Promise<readonly Element[]> {
  let kept = elements;
  let parts = 2;
  let tried = 0;
  while (kept.length > 0 && tried < MOST_TRIED) {
    const size = Math.ceil(kept.length / parts);
    const count = Math.ceil(kept.length / size);
    const sets = Array.from({ length: count }, (_, index) => [
      ...kept.slice(0, index * size),
      ...kept.slice((index + 1) * size),
    ]);
    tried += sets.length;
    const found = (await hold(sets)).indexOf(true);
    const next = sets[found];
    if (next !== undefined) {
      kept = next;
      parts = Math.max(2, Math.min(parts - 1, next.length));
    } else if (size <= 1) {
      break;
    } else {
      parts = Math.min(parts * 2, kept.length);
    }
  }
  return kept;
}
