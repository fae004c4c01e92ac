import { isDeepStrictEqual } from "node:util";
import type { AnswerLine } from "./answers";
import { type GoldenPart, readGoldenLines, readJudge, storyKey, writeGolden } from "./golden";
import { grouped } from "./grouped";
import { onlyColumns } from "./only-columns";
import { allProbes } from "./probes/all-probes";
import type { Probe } from "./probes/probe";
import { storyProbes } from "./probes/stories";
import { progress } from "./progress";
import { askJudge, askSpark, HOW_TO_INSTALL, whyNoSpark } from "./spark-process";

interface RecordOptions {
  readonly all?: true;
}

/** Asks Spark what the golden files do not know yet, and writes them anew. */
export async function record(options: RecordOptions): Promise<void> {
  await recordPart("probes", allProbes(), options);
  await recordPart("stories", storyProbes(), options);
}

async function recordPart(part: GoldenPart, probes: readonly Probe[], { all }: RecordOptions): Promise<void> {
  const missing = whyNoSpark(part);
  if (missing !== undefined) {
    console.log(`No ${part} were recorded: ${missing} ${HOW_TO_INSTALL[part]}`);
    return;
  }
  const judge = askJudge(part);
  const keeps = all !== true && isDeepStrictEqual(judge, readJudge(part));
  const known = keeps ? readGoldenLines(part) : new Map<string, string>();
  const keys = part === "probes" ? probes.map(({ sql }) => sql) : storyKeys(probes);
  const unknown = unknownQuestions(part, probes, keys, known);
  const count = unknown.questions.flat().length;
  const answers = await askSpark(part, unknown.questions, progress("Spark answers", count));
  for (const [index, key] of unknown.keys.entries()) known.set(key, masked(key, answers[index] ?? ""));
  writeGolden(
    part,
    judge,
    probes,
    keys.map((key) => known.get(key) ?? ""),
  );
  const name = judge.delta === undefined ? "Spark" : `Delta Lake ${judge.delta} on Spark`;
  console.log(
    `${name} ${judge.spark} answered ${count} statements; ${probes.length} of ${part} are recorded.`,
  );
}

/** Each statement of a story by all up to it: what it says depends on them. */
function storyKeys(probes: readonly Probe[]): string[] {
  const before = new Map<string, string[]>();
  return probes.map(({ family, of, sql }) => {
    const name = `${family}: ${of}`;
    const statements = [...(before.get(name) ?? []), sql];
    before.set(name, statements);
    return storyKey(statements);
  });
}

/** A story of which one answer is not known is asked as a whole. */
function unknownQuestions(
  part: GoldenPart,
  probes: readonly Probe[],
  keys: readonly string[],
  known: ReadonlyMap<string, string>,
): { readonly questions: readonly (string | readonly string[])[]; readonly keys: readonly string[] } {
  const asked = probes.map(({ family, of, sql }, at) => ({
    sql,
    key: keys[at] ?? "",
    story: `${family}: ${of}`,
  }));
  if (part === "probes") {
    const open = asked.filter(({ key }) => !known.has(key));
    return { questions: open.map(({ sql }) => sql), keys: open.map(({ key }) => key) };
  }
  const stories = [...grouped(asked, ({ story }) => story).values()];
  const open = stories.filter((statements) => statements.some(({ key }) => !known.has(key)));
  return {
    questions: open.map((statements) => statements.map(({ sql }) => sql)),
    keys: open.flat().map(({ key }) => key),
  };
}

/** Without what is never the same twice. */
function masked(key: string, line: string): string {
  const [last = ""] = key.split(";\n").slice(-1);
  if (!last.startsWith("/* only: ")) return line;
  const answer = JSON.parse(line) as AnswerLine;
  if (answer.length !== 2) return line;
  const [columns, rows] = answer;
  return JSON.stringify([columns, onlyColumns(last, columns.map(([name]) => name), rows)]); // prettier-ignore
}
