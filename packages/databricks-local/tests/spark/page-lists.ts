import { CATEGORIES } from "./compare";
import type { Judge } from "./golden";
import type { Limits } from "./limits";
import { type CountedAs, COLUMNS, type Counts } from "./report";
import { ASIDE_RULES } from "./set-aside";

type Cells = readonly string[];

/** The lists of `docs/sql-and-spark.md`, by the names of their marks: all from what is in files, so that the page is never newer than they. */
export function pageLists(
  limits: Limits,
  judges: readonly (Judge | undefined)[],
): Readonly<Record<string, string>> {
  return {
    judges: judges.flatMap((one) => (one === undefined ? [] : [judge(one)])).join("\n"),
    categories: Object.entries(CATEGORIES)
      .map(([name, meaning]) => `- **${name}**: ${meaning}`)
      .join("\n"),
    figures: figures(limits),
    "set-aside": ASIDE_RULES.map(({ name, why, page }) => `- **${name}**: ${why} ([page](${page}))`).join(
      "\n",
    ),
    refused: refused(limits),
  };
}

function judge({ spark, delta, settings }: Judge): string {
  const name = delta === undefined ? `Apache Spark ${spark}` : `Delta Lake ${delta} on Apache Spark ${spark}`;
  const said = Object.entries(settings).map(([key, value]) => `\`${key}=${value}\``);
  return `- ${name}: ${said.join(", ")}`;
}

function figures({ families }: Limits): string {
  const all = Object.values(families);
  const lines = [...Object.entries(families), ["all", total(all)] as const].map(([name, counts]) => [
    name,
    String(probesOf(counts)),
    ...COLUMNS.map((column) => (counts[column] === 0 ? "" : String(counts[column]))),
  ]);
  return table(["family", "statements", ...COLUMNS], lines);
}

/** Names are counted apart from all else. */
function probesOf(counts: Counts): number {
  return COLUMNS.reduce((sum, column) => (column === "NAMES" ? sum : sum + counts[column]), 0);
}

function total(all: readonly Counts[]): Counts {
  const sums = COLUMNS.map((column) => [column, all.reduce((sum, counts) => sum + counts[column], 0)]);
  return Object.fromEntries(sums) as Record<CountedAs, number>;
}

function refused({ refused: counts }: Limits): string {
  return Object.entries(counts)
    .map(([what, count]) => (count === 1 ? what : `${what} (${count})`))
    .join(" · ");
}

/** As Prettier has it: texts to the left, numbers to the right. */
function table(head: Cells, lines: readonly Cells[]): string {
  const widths = head.map((cell, at) =>
    Math.max(3, cell.length, ...lines.map((line) => line[at]?.length ?? 0)),
  );
  const width = (at: number) => widths[at] ?? 0;
  const line = (cells: Cells) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(width(at)) : cell.padStart(width(at)))).join(" | ")} |`;
  const rule = head.map((_, at) => (at === 0 ? "-".repeat(width(at)) : `${"-".repeat(width(at) - 1)}:`));
  return [line(head), line(rule), ...lines.map(line)].join("\n");
}
