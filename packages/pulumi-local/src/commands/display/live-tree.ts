import type { Painter } from "./painter";
import { rowCells } from "./row-text";
import type { Row, RunModel } from "./run-model";

const REDRAW_MS = 100;
/** For a terminal that does not say how large it is. */
const COLUMNS = 80;
const ROWS = 24;
const ESC = "\u001b[";

/** The tree on a terminal, drawn over itself while the run goes on. */
export class LiveTree {
  #drawn = 0;
  readonly #timer: NodeJS.Timeout;

  readonly #model: RunModel;
  readonly #dryRun: boolean;
  readonly #paint: Painter;
  readonly #out: NodeJS.WriteStream;

  constructor(model: RunModel, dryRun: boolean, paint: Painter, out: NodeJS.WriteStream) {
    this.#model = model;
    this.#dryRun = dryRun;
    this.#paint = paint;
    this.#out = out;

    this.#timer = setInterval(() => this.#draw(this.#fitting()), REDRAW_MS);
    this.#timer.unref();
  }

  /** Something to read, above the tree. */
  print(line: string): void {
    this.#draw([]);
    this.#out.write(`${line}\n`);
    this.#draw(this.#fitting());
  }

  /** Leaves the whole tree on the screen. */
  finish(): void {
    clearInterval(this.#timer);
    this.#draw(this.#cutLines());
  }

  /** As much as the screen holds: the lines above it could not be drawn over. */
  #fitting(): string[] {
    const lines = this.#cutLines();
    const room = Math.max(3, (this.#out.rows || ROWS) - 2);
    if (lines.length <= room) return lines;
    const [heading = "", ...rows] = lines;
    const hidden = rows.length - (room - 2);
    return [heading, ...rows.slice(hidden), this.#paint.dim(`    … and ${hidden} above`)];
  }

  #cutLines(): string[] {
    const columns = this.#out.columns || COLUMNS;
    return treeLines(this.#model, this.#dryRun, this.#paint).map((line) => cut(line, columns));
  }

  #draw(lines: readonly string[]): void {
    const back = this.#drawn > 0 ? `${ESC}${this.#drawn}A` : "";
    this.#out.write(`${back}\r${ESC}0J${lines.map((line) => `${line}\n`).join("")}`);
    this.#drawn = lines.length;
  }
}

const COLOUR = new RegExp(`(${ESC.replace("[", "\\[")}\\d+m)`);

/** Cuts to a width, not counting the colours. */
function cut(line: string, columns: number): string {
  let width = 0;
  const parts = line.split(COLOUR);
  return parts
    .map((part) => {
      if (part.startsWith(ESC)) return part;
      const kept = part.slice(0, Math.max(0, columns - width));
      width += kept.length;
      return kept;
    })
    .join("");
}

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
