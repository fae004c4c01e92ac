import { isDeepStrictEqual } from "node:util";
import { readGoldenLines, readJudge, writeGolden } from "./golden";
import { allProbes } from "./probes/all-probes";
import { progress } from "./progress";
import { askJudge, askSpark, HOW_TO_INSTALL, whyNoSpark } from "./spark-process";

/** Asks Spark what the golden files do not know yet, and writes them anew. */
export async function record(options: { readonly all?: true }): Promise<void> {
  const missing = whyNoSpark();
  if (missing !== undefined) {
    console.log(`Nothing was recorded: ${missing} ${HOW_TO_INSTALL}`);
    return;
  }
  const judge = askJudge();
  const keeps = options.all !== true && isDeepStrictEqual(judge, readJudge());
  const known = keeps ? readGoldenLines() : new Map<string, string>();
  const probes = allProbes();
  const unknown = probes.filter(({ sql }) => !known.has(sql)).map(({ sql }) => sql);
  const gone = known.size - (probes.length - unknown.length);
  const answers = await askSpark(unknown, progress("Spark answers", unknown.length));
  for (const [index, sql] of unknown.entries()) known.set(sql, answers[index] ?? "");
  writeGolden(
    judge,
    probes,
    probes.map(({ sql }) => known.get(sql) ?? ""),
  );
  console.log(
    `Spark ${judge.spark} answered ${unknown.length} statements; ${probes.length} are recorded, ${gone} are no more.`,
  );
}
