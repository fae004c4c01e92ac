import { compare, type Comparison } from "./compare";
import type { JudgedProbe } from "./golden";
import { grouped } from "./grouped";
import { LocalJudged } from "./local-answers";

/** Statements that wait for DuckDB while others are parsed. */
const AT_ONCE = 8;

/** Asks the local warehouse every probe and holds its answers against Spark's, in the order of the probes. */
export async function compareAll(
  probes: readonly JudgedProbe[],
  onProgress: (done: number) => void = () => undefined,
): Promise<Comparison[]> {
  const local = await LocalJudged.open();
  const found = new Map<JudgedProbe, Comparison>();
  const tasks = tasksOf(probes).values();
  const work = async () => {
    for (const task of tasks) {
      const statements = task.map(({ sql }) => sql);
      const [only] = task;
      const answers =
        only?.kind === "story" ? await local.story(statements) : [await local.answer(only?.sql ?? "")];
      for (const [index, ours] of answers.entries()) {
        const probe = task[index];
        if (probe) found.set(probe, compare(probe, ours));
      }
      onProgress(found.size);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await local.close();
  }
  return probes.flatMap((probe) => found.get(probe) ?? []);
}

/** A statement by itself, or those of a story, which see what those before them did. */
function tasksOf(probes: readonly JudgedProbe[]): JudgedProbe[][] {
  const single = probes.filter(({ kind }) => kind !== "story").map((probe) => [probe]);
  const stories = grouped(
    probes.filter(({ kind }) => kind === "story"),
    ({ family, of }) => `${family}: ${of}`,
  );
  return [...stories.values(), ...single];
}
