import type { JudgedProbe } from "./golden";
import { compare, type Comparison } from "./compare";
import { LocalJudged } from "./local-answers";

/** Statements that wait for DuckDB while others are parsed. */
const AT_ONCE = 8;

/** Asks the local warehouse every probe and holds its answers against Spark's, in the order of the probes. */
export async function compareAll(
  probes: readonly JudgedProbe[],
  onProgress: (done: number) => void = () => undefined,
): Promise<Comparison[]> {
  const local = await LocalJudged.open();
  const found: Comparison[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let index = next++; index < probes.length; index = next++) {
      const probe = probes[index];
      if (!probe) return;
      found[index] = compare(probe, await local.answer(probe.sql));
      onProgress(++done);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await local.close();
  }
  return found;
}
