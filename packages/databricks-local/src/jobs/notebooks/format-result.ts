import type { SqlResult } from "../../sql/sql-engine";
import { cellText } from "../../statements/cell-text";

/** More rows than that are counted only. */
const MAX_ROWS = 1000;

/** A result as Spark's `show` prints it. */
export function formatResult({ columns, rows }: SqlResult): string {
  const header = columns.map(({ name }) => name);
  const shown = rows
    .slice(0, MAX_ROWS)
    .map((row) => row.map((cell, index) => cellText(cell, columns[index]?.type ?? "") ?? "NULL"));
  const widths = header.map((name, index) =>
    Math.max(name.length, ...shown.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `|${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("|")}|`;
  const rule = `+${widths.map((width) => "-".repeat(width)).join("+")}+`;
  const more = rows.length > MAX_ROWS ? [`only showing the first ${MAX_ROWS} of ${rows.length} rows`] : [];
  return [rule, line(header), rule, ...shown.map(line), rule, ...more].join("\n");
}
