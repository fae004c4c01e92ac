import { counted, shownText, visibleText } from "../../messages/words";
import { type MutantResult, noticedOf } from "../mutants/run-mutants";
import { type CaseResult, cellText, type TestResult } from "./evaluate-cases";
import { valueWords } from "./mismatches";

/** For people: each alert with its number of tests, what failed and why, then the counts. */
export function describeResults(
  results: readonly TestResult[],
  durationMs: number,
  mutants: readonly MutantResult[] = [],
): string {
  const all = results.flatMap(({ cases }) => cases);
  const failed = all.filter(isFailed).length;
  const verdict = failed === 0 ? "all passed" : `${failed} failed`;
  const alerts = new Set(results.map(({ test }) => test.tested.alert.alertId)).size;
  return [
    ...results.flatMap((result) => [...testLines(result), ...mutantLines(result, mutants)]),
    `${counted(all.length, "test")} of ${counted(alerts, "alert")}: ${verdict}, in ${(durationMs / 1000).toFixed(1)} s.`,
  ].join("\n");
}

export function isFailed({ mismatches }: CaseResult): boolean {
  return mismatches.length > 0;
}

function testLines({ test, cases }: TestResult): string[] {
  const failed = cases.filter(isFailed);
  const { alertId, row } = test.tested.alert;
  const verdict =
    failed.length === 0 ? `${cases.length} passed` : `${failed.length} of ${cases.length} failed`;
  return [
    `${shownText(alertId)} ${shownText(row.alert_name)}: ${verdict}`,
    ...failed.flatMap((one) => failureLines(test.file, one)),
  ];
}

/** How many mutants were noticed, and those that were not. */
function mutantLines({ test }: TestResult, all: readonly MutantResult[]): string[] {
  const { mutants = [] } = all.find((one) => one.test === test) ?? {};
  if (mutants.length === 0) return [];
  const { noticed, all: of } = noticedOf(mutants);
  const unnoticed = mutants.filter(({ isNoticed, because }) => !isNoticed && because === undefined);
  const marked = mutants.filter(({ because }) => because !== undefined).length;
  return [
    `  mutants: ${noticed} of ${of} noticed${marked > 0 ? `, ${marked} equivalent` : ""}`,
    ...unnoticed.map(({ words }) => `    not noticed: ${visibleText(words)}`),
  ];
}

/** Where it is, what is other than expected, and what the query and the message said. */
export function failureLines(file: string, { case: { name, line }, got, mismatches }: CaseResult): string[] {
  const { rows = [], message, told } = got;
  const shown = rows.slice(0, MOST_ROWS);
  const more = rows.length > shown.length ? ", and more" : "";
  return [
    `  failed: ${shownText(name)} (${visibleText(file)}:${line})`,
    ...mismatches.map(
      (one) => `    ${one.what}: expected ${visibleText(one.expected)}, got ${visibleText(one.got)}`,
    ),
    ...(got.value === undefined ? [] : [`    compared value: ${visibleText(valueWords(got))}`]),
    rows.length === 0
      ? "    the query gave no row"
      : `    the query gave ${counted(shown.length, "row")}${more}:`,
    ...table(shown).map((text) => `      ${text}`),
    ...(message ? [`    told ${told.map(shownText).join(", ")}: ${visibleText(message.subject)}`] : []),
    ...(message ? [`      ${shownText(message.body)}`] : []),
  ];
}

const MOST_ROWS = 10;
const WIDEST = 60;

/** Columns below each other. */
function table(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const names = Object.keys(first);
  const lines = [names, ...rows.map((row) => names.map((name) => cellWords(row[name])))].map((line) =>
    line.map((text) => {
      const visible = visibleText(text);
      return visible.length > WIDEST ? `${visible.slice(0, WIDEST - 1)}…` : visible;
    }),
  );
  const widths = names.map((_, index) => Math.max(...lines.map((line) => (line[index] ?? "").length)));
  return lines.map((line) =>
    line
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function cellWords(cell: unknown): string {
  return cell === null || cell === undefined ? "NULL" : cellText(cell);
}
