import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type AnswerLine, answerOf } from "./answers";
import { grouped } from "./grouped";
import type { Probe, ProbeKind } from "./probes/probe";

/** Statements that stand by themselves, and those of stories. */
export type GoldenPart = "probes" | "stories";
const DIRECTORIES: Readonly<Record<GoldenPart, string>> = {
  probes: join(__dirname, "golden"),
  stories: join(__dirname, "golden/stories"),
};

/** Which Spark answered: the first line of every file. */
export interface Judge {
  readonly spark: string;
  /** The version of Delta Lake, where tables are changed. */
  readonly delta?: string;
  readonly settings: Readonly<Record<string, string>>;
}

export interface JudgedProbe extends Probe {
  readonly answer: Answer;
  /** The letter that `limits.json` has for it. */
  readonly was?: string;
}

interface Group {
  readonly kind: ProbeKind;
  readonly of: string;
}

/** What Spark answered, family by family: `golden/dates-and-times.jsonl`. */
export function readGolden(): JudgedProbe[] {
  return [...files("probes"), ...files("stories")].flatMap(readFile);
}

/** Each answer as it was written, by its statement; of stories by all statements up to it. */
export function readGoldenLines(part: GoldenPart): Map<string, string> {
  const lines = files(part).flatMap((path) => readFileSync(path, "utf8").trimEnd().split("\n"));
  const found = new Map<string, string>();
  let before: string[] = [];
  for (const line of lines) {
    if (line.startsWith("{")) before = [];
    const [, text, answer = ""] = /^\[("(?:[^"\\]|\\.)*"),(.*)$/s.exec(line) ?? [];
    if (text === undefined) continue;
    const sql = JSON.parse(text) as string;
    before = [...before, sql];
    found.set(part === "stories" ? storyKey(before) : sql, `[${answer}`);
  }
  return found;
}

export function storyKey(statements: readonly string[]): string {
  return statements.join(";\n");
}

function files(part: GoldenPart): string[] {
  const directory = DIRECTORIES[part];
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith(".jsonl"))
    .map((file) => join(directory, file));
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
export function writeGolden(
  part: GoldenPart,
  judge: Judge,
  probes: readonly Probe[],
  answers: readonly string[],
): void {
  for (const file of files(part)) rmSync(file);
  mkdirSync(DIRECTORIES[part], { recursive: true });
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
    const path = join(DIRECTORIES[part], `${family.toLowerCase().replaceAll(/\W+/g, "-")}.jsonl`);
    writeFileSync(path, `${[JSON.stringify({ family, ...judge }), ...lines].join("\n")}\n`);
  }
}

export function readJudge(part: GoldenPart): Judge | undefined {
  const [file] = files(part);
  if (file === undefined) return undefined;
  const [head = "{}"] = readFileSync(file, "utf8").split("\n", 1);
  const { spark, delta, settings } = JSON.parse(head) as Judge;
  return { spark, ...(delta !== undefined && { delta }), settings };
}

/** Without the blanks behind commas and colons that are outside of texts. */
function lean(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text: string | undefined) => text ?? "");
}
