import { DuckDBConnection, type DuckDBResultReader } from "@duckdb/node-api";
import { type Answer, type AnswerLine, answerOf, isFailure } from "./answers";
import { asJson } from "./as-json";
import { canonicalRows } from "./canonical";
import { CATEGORIES, compare, type Comparison, isLocalFailure } from "./compare";
import { type JudgedProbe, readGolden, readJudge } from "./golden";
import { LocalJudged } from "./local-answers";
import { printAnswer, printLocal } from "./print-answer";
import { isOrdered } from "./probes/probe";
import { ASIDE_RULES } from "./set-aside";
import { askSpark, HOW_TO_INSTALL, whyNoSpark } from "./spark-process";

/** Everything that is known about one statement: both answers, what DuckDB was asked, and what makes the difference. */
export async function explain(sql: string): Promise<void> {
  const golden = readGolden();
  const recorded = golden.find((probe) => probe.sql === sql);
  // What a statement of a story says depends on those before it: Delta Lake is not asked for all of them again.
  const part = recorded?.kind === "story" ? "stories" : "probes";
  const missing = part === "stories" ? "it belongs to a story." : whyNoSpark(part);
  const answer = missing === undefined ? await ask(sql) : recorded?.answer;
  const { ours, duckDb } = await askHere(recorded === undefined ? [sql] : upTo(recorded, golden));
  if (answer === undefined) {
    console.log(
      `Spark  was not asked, and golden/ has not this statement: ${missing} ${HOW_TO_INSTALL.probes}`,
    );
    console.log(`here   ${printLocal(ours)}`);
    return;
  }
  const probe: JudgedProbe = { family: "", kind: "raw", of: "", ...recorded, sql, answer };
  const result = compare(probe, ours);
  const from = missing === undefined ? "asked now" : `recorded from ${readJudge(part)?.spark ?? "?"}`;
  console.log(`Spark  ${printAnswer(answer)}   (${from})`);
  console.log(`here   ${printLocal(ours)}`);
  for (const statement of duckDb) console.log(`DuckDB ${statement}`);
  console.log(`\n${result.category}: ${CATEGORIES[result.category]}`);
  for (const line of reasons(result)) console.log(`  ${line}`);
}

async function ask(sql: string): Promise<Answer> {
  const [line = ""] = await askSpark("probes", [sql]);
  return answerOf(JSON.parse(line) as AnswerLine);
}

/** The statement, behind those of its story that come before it. */
function upTo(probe: JudgedProbe, golden: readonly JudgedProbe[]): string[] {
  if (probe.kind !== "story") return [probe.sql];
  const story = golden.filter(({ family, of }) => family === probe.family && of === probe.of);
  return story.slice(0, story.indexOf(probe) + 1).map(({ sql }) => sql);
}

/** Our answer to the last of them, and every statement that DuckDB got for it. */
async function askHere(statements: readonly string[]) {
  const local = await LocalJudged.open();
  const duckDb: string[] = [];
  const heard = (["runAndReadAll", "streamAndRead"] as const).map((name) => listen(name, duckDb));
  try {
    const [sql = ""] = statements;
    const forget = () => duckDb.splice(0);
    const answers =
      statements.length === 1 ? [await local.answer(sql)] : await local.story(statements, forget);
    return { ours: answers.at(-1) ?? { errorClass: "DEFECT", message: "no answer" }, duckDb };
  } finally {
    for (const stop of heard) stop();
    await local.close();
  }
}

/** Notes what every connection is asked by that method, until it is stopped. */
function listen(name: "runAndReadAll" | "streamAndRead", heard: string[]): () => void {
  const connections: Record<typeof name, (sql: string, ...more: never[]) => Promise<DuckDBResultReader>> =
    DuckDBConnection.prototype;
  const descriptor = { ...Object.getOwnPropertyDescriptor(connections, name) };
  const run = descriptor.value as (sql: string, ...more: unknown[]) => Promise<DuckDBResultReader>;
  connections[name] = function (this: DuckDBConnection, statement, ...more) {
    heard.push(statement);
    return run.call(this, statement, ...more);
  };
  return () => Object.defineProperty(connections, name, descriptor);
}

/** What differs, and which rule knows of it. */
function reasons(result: Comparison): string[] {
  const rule = ASIDE_RULES.find(({ name }) => name === result.aside);
  return [
    ...(rule ? [`set aside, ${rule.name}: ${rule.why} ${rule.page}`] : []),
    ...differences(result),
    ...(isOrdered(result.sql) ? [] : ["The order of the rows is not compared: there is no ORDER BY."]),
  ];
}

function differences({ sql, answer, ours }: Comparison): string[] {
  if (isFailure(answer) || isLocalFailure(ours)) return [];
  const columns = answer.columns.flatMap(([name, type], at) => {
    const mine = ours.columns[at];
    return [
      ...(mine?.name === name ? [] : [`name of column ${at + 1}: ${name}, here ${mine?.name ?? "none"}`]),
      ...(mine?.type === type ? [] : [`type of column ${at + 1}: ${type}, here ${mine?.type ?? "none"}`]),
    ];
  });
  const theirs = canonicalRows(sql, answer.rows, answer.columns.map(([, type]) => type)); // prettier-ignore
  const mine = canonicalRows(sql, ours.rows, ours.columns.map(({ type }) => type)); // prettier-ignore
  const rows = Array.from({ length: Math.max(theirs.length, mine.length) }, (_, at) => at).flatMap((at) =>
    asJson(theirs[at]) === asJson(mine[at])
      ? []
      : [`row ${at + 1}: ${asJson(theirs[at])}, here ${asJson(mine[at])}`],
  );
  return [...columns, ...rows.slice(0, 5)];
}
