import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type AnswerLine, answerOf } from "./answers";
import { grouped } from "./grouped";
import type { Probe, ProbeKind } from "./probes/probe";

const DIRECTORY = join(__dirname, "golden");

/** Which Spark answered: the first line of every file. */
export interface Judge {
  readonly spark: string;
  readonly settings: Readonly<Record<string, string>>;
}

export interface JudgedProbe extends Probe {
  readonly answer: Answer;
}

interface Group {
  readonly kind: ProbeKind;
  readonly of: string;
}

/** What Spark answered, family by family: `golden/dates-and-times.jsonl`. */
export function readGolden(): JudgedProbe[] {
  return files().flatMap(readFile);
}

/** Each answer as `record.py` wrote it, by its statement. */
export function readGoldenLines(): Map<string, string> {
  const lines = files().flatMap((path) => readFileSync(path, "utf8").trimEnd().split("\n"));
  return new Map(
    lines
      .filter((line) => line.startsWith("["))
      .map((line) => {
        const [, sql = '""', answer = ""] = /^\[("(?:[^"\\]|\\.)*"),(.*)$/s.exec(line) ?? [];
        return [JSON.parse(sql) as string, `[${answer}`];
      }),
  );
}

function files(): string[] {
  if (!existsSync(DIRECTORY)) return [];
  return readdirSync(DIRECTORY)
    .filter((file) => file.endsWith(".jsonl"))
    .map((file) => join(DIRECTORY, file));
}

function readFile(path: string): JudgedProbe[] {
  const [head = "{}", ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const { family } = JSON.parse(head) as { readonly family: string };
  let group: Group = { kind: "lit", of: "" };
  return lines.flatMap((line) => {
    if (line.startsWith("{")) {
      group = JSON.parse(line) as Group;
      return [];
    }
    const [sql, ...answer] = JSON.parse(line) as [string, ...AnswerLine];
    return [{ family, ...group, sql, answer: answerOf(answer) }];
  });
}

/** One line a probe, below one line for each group of them: no key is repeated. */
export function writeGolden(judge: Judge, probes: readonly Probe[], answers: readonly string[]): void {
  rmSync(DIRECTORY, { recursive: true, force: true });
  mkdirSync(DIRECTORY, { recursive: true });
  const byFamily = grouped(
    probes.map((probe, index) => ({ ...probe, answer: answers[index] ?? "" })),
    ({ family }) => family,
  );
  for (const [family, members] of byFamily) {
    const groups = grouped(members, ({ kind, of }) => JSON.stringify({ kind, of }));
    const lines = [...groups].flatMap(([group, ones]) => [
      group,
      ...ones.map(({ sql, answer }) => `[${JSON.stringify(sql)},${lean(answer).slice(1)}`),
    ]);
    writeFileSync(fileOf(family), `${[JSON.stringify({ family, ...judge }), ...lines].join("\n")}\n`);
  }
}

export function readJudge(): Judge | undefined {
  const [file] = files();
  if (file === undefined) return undefined;
  const [head = "{}"] = readFileSync(file, "utf8").split("\n", 1);
  const { spark, settings } = JSON.parse(head) as Judge;
  return { spark, settings };
}

function fileOf(family: string): string {
  return join(DIRECTORY, `${family.toLowerCase().replaceAll(/\W+/g, "-")}.jsonl`);
}

/** Without the blanks behind commas and colons that are outside of texts. */
function lean(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text: string | undefined) => text ?? "");
}
