import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Category, type Comparison, isLocalFailure } from "./compare";
import type { JudgedProbe } from "./golden";
import { grouped } from "./grouped";
import { printAnswer, printLocal } from "./print-answer";
import { type Counted, type CountedAs, type Counts, countsOf } from "./report";

const FILE = join(__dirname, "limits.json");

/** How well the local warehouse did when `limits.json` was written: it must not do worse. */
export interface Limits {
  readonly families: Readonly<Record<string, Counts>>;
  /** A letter for each statement of a family, in the order of its golden file: so that what became worse can be named. */
  readonly marks: Readonly<Record<string, string>>;
  /** What was refused by name, and how often. */
  readonly refused: Readonly<Record<string, number>>;
}

/**
 * From the worst to the best: what an answer of Spark, and what a refusal, can have beside it. Not SAME-LENIENT: in which
 * order DuckDB adds up is another each time.
 */
const LADDERS: readonly (readonly CountedAs[])[] = [
  ["VALUE", "REFUSES-WRONG", "TYPE", "REFUSES-KNOWN"],
  ["ACCEPTS", "ERROR-CLASS", "BOTH-REFUSE"],
  ["NAMES"],
];

const LETTERS: Readonly<Record<Category, string>> = {
  SAME: "s",
  "SAME-LENIENT": "l",
  VALUE: "v",
  ACCEPTS: "a",
  "REFUSES-KNOWN": "k",
  "REFUSES-WRONG": "w",
  TYPE: "t",
  "ERROR-CLASS": "e",
  "BOTH-REFUSE": "b",
};
const CATEGORY_OF = new Map(
  (Object.keys(LETTERS) as Category[]).map((category) => [LETTERS[category], category]),
);
const SHOWN_OF_EACH = 5;

export function readLimits(): Limits {
  return JSON.parse(readFileSync(FILE, "utf8")) as Limits;
}

export function writeLimits(limits: Limits): void {
  writeFileSync(FILE, `${JSON.stringify(limits, undefined, 2)}\n`);
}

export function limitsOf(results: readonly Comparison[]): Limits {
  const families = [...byFamily(results)].sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    families: Object.fromEntries(families.map(([family, ones]) => [family, countsOf(ones)])),
    marks: Object.fromEntries(families.map(([family, ones]) => [family, ones.map(markOf).join("")])),
    refused: refusedByName(results),
  };
}

/** Each with the letter that it had; without one where the limits are of other statements. */
export function marked(probes: readonly JudgedProbe[], { marks }: Limits): JudgedProbe[] {
  return [...grouped(probes, ({ family }) => family)].flatMap(([family, ones]) => {
    const letters = marks[family];
    return letters?.length === ones.length
      ? ones.map((one, at) => ({ ...one, was: letters[at] ?? "" }))
      : ones;
  });
}

/** What got worse since they were marked, family by family, in words for whoever made it so; nothing if all is well. */
export function faultsOf(results: readonly Comparison[]): string[] {
  return [...byFamily(results)].flatMap(([family, ones]) => {
    if (ones.some(({ was }) => was === undefined)) return [`${family}: limits.json is of other statements.`];
    const counts = { ...countsOf(ones), NAMES: ones.filter(hasWorseName).length };
    const limit = countsOf(ones.map(({ was = "" }) => unmarked(was)));
    return LADDERS.flatMap((ladder) => {
      const end = ladder.findIndex((_, at) => sum(counts, ladder, at) > sum(limit, ladder, at));
      if (end < 0) return [];
      const worse = ladder.slice(0, end + 1);
      const head = `${family}: ${sum(counts, ladder, end)} statements are ${worse.join(" or ")}, and ${sum(limit, ladder, end)} is the limit.`;
      return [[head, ...examples(ones, worse)].join("\n")];
    });
  });
}

/** What was refused had no names: whoever answers it need not have them right at once. */
function hasWorseName({ hasOtherNames, was = "" }: Comparison): boolean {
  return hasOtherNames && was !== LETTERS["REFUSES-KNOWN"] && was !== LETTERS["REFUSES-WRONG"];
}

function sum(counts: Counts, ladder: readonly CountedAs[], end: number): number {
  return ladder.slice(0, end + 1).reduce((total, column) => total + counts[column], 0);
}

/** The first of those that were better. */
function examples(results: readonly Comparison[], worse: readonly CountedAs[]): string[] {
  const isNamed = worse.includes("NAMES");
  const isIn = ({ category, aside }: Counted) => aside === undefined && worse.includes(category);
  return results
    .filter((result) => {
      const was = unmarked(result.was ?? "");
      return isNamed ? hasWorseName(result) && !was.hasOtherNames : isIn(result) && !isIn(was);
    })
    .slice(0, SHOWN_OF_EACH)
    .map(
      ({ category, sql, answer, ours }) =>
        `  ${category} ${sql}\n    Spark ${printAnswer(answer)}\n    here  ${printLocal(ours)}`,
    );
}

/** Lower case, or upper case where the columns have other names; `-` or `_` for what is set aside. */
function markOf({ category, aside, hasOtherNames }: Counted): string {
  const letter = aside === undefined ? LETTERS[category] : hasOtherNames ? "_" : "-";
  return hasOtherNames ? letter.toUpperCase() : letter;
}

function unmarked(mark: string): Counted {
  const category = CATEGORY_OF.get(mark.toLowerCase()) ?? "SAME";
  const isAside = mark === "-" || mark === "_";
  return {
    category,
    aside: isAside ? "" : undefined,
    hasOtherNames: mark !== mark.toLowerCase() || mark === "_",
  };
}

function byFamily(results: readonly Comparison[]): Map<string, Comparison[]> {
  return grouped(results, ({ family }) => family);
}

function refusedByName(results: readonly Comparison[]): Record<string, number> {
  const whats = results
    .filter(({ category }) => category === "REFUSES-KNOWN" || category === "BOTH-REFUSE")
    .flatMap(({ ours }) => (isLocalFailure(ours) ? [whatIsRefused(ours.message)] : []));
  const counted = [...grouped(whats, (what) => what)].map(([what, { length }]) => [what, length] as const);
  return Object.fromEntries(
    counted.sort(
      ([left, one], [right, other]) => other - one || left.localeCompare(right, "en", { numeric: true }),
    ),
  );
}

/** `the number format "…"`, of the whole message. */
function whatIsRefused(message: string): string {
  const [, what = message] = /: (.*?)\.? SQLSTATE: \w+$/s.exec(message) ?? [];
  return what
    .replaceAll(/"[^"]*"/g, '"…"')
    .replace(/^(the (?:pattern|date unit|character set)) .*$/s, "$1 …")
    .replaceAll(/\s+/g, " ");
}
