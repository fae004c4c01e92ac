import type { Painter } from "./painter";
import { rowCells } from "./row-text";
import type { Row, RunModel } from "./run-model";

const HEADINGS = { symbol: "", type: "Type", name: "Name", status: "Status", info: "Info" };
const SYMBOL_WIDTH = 2;

/** The resources that are worth showing, children under their parents, in columns. */
export function treeLines(model: RunModel, dryRun: boolean, paint: Painter): string[] {
  const shown = model.shown;
  const ordered = inTreeOrder([...model.rows.values()].filter(({ urn }) => shown.has(urn)));
  if (ordered.length === 0) return [];
  const cells = ordered.map(({ row, indent }) => {
    const { type, ...rest } = rowCells(row, dryRun, paint);
    return { ...rest, type: indent + type };
  });
  const plan = dryRun ? "Plan" : HEADINGS.status;
  const width = (column: "type" | "name" | "status", heading: string) =>
    Math.max(heading.length, ...cells.map((cell) => cell[column].length));
  const widths = {
    type: width("type", HEADINGS.type),
    name: width("name", HEADINGS.name),
    status: width("status", plan),
  };
  const line = (symbol: string, type: string, name: string, status: string, info: string) =>
    ` ${symbol}  ${type}  ${name}  ${status}  ${info}`.trimEnd();
  const heading = line(
    " ".repeat(SYMBOL_WIDTH),
    HEADINGS.type.padEnd(widths.type),
    HEADINGS.name.padEnd(widths.name),
    plan.padEnd(widths.status),
    HEADINGS.info,
  );
  return [
    paint.bold(heading),
    ...cells.map((cell) =>
      line(
        cell.paint(cell.symbol.padEnd(SYMBOL_WIDTH)),
        cell.type.padEnd(widths.type),
        cell.name.padEnd(widths.name),
        cell.paint(cell.status.padEnd(widths.status)),
        cell.info,
      ),
    ),
  ];
}

function inTreeOrder(rows: readonly Row[]): { row: Row; indent: string }[] {
  const urns = new Set(rows.map(({ urn }) => urn));
  const children = new Map<string, Row[]>();
  for (const row of rows) {
    const parent = urns.has(row.parent) ? row.parent : "";
    const siblings = children.get(parent);
    if (siblings) siblings.push(row);
    else children.set(parent, [row]);
  }
  const below = (parent: string, prefix: string, isRoot: boolean): { row: Row; indent: string }[] => {
    const siblings = children.get(parent) ?? [];
    return siblings.flatMap((row, i) => {
      const isLast = i === siblings.length - 1;
      const indent = isRoot ? "" : `${prefix}${isLast ? "└─ " : "├─ "}`;
      const nextPrefix = isRoot ? "" : `${prefix}${isLast ? "   " : "│  "}`;
      return [{ row, indent }, ...below(row.urn, nextPrefix, false)];
    });
  };
  return below("", "", true);
}
