import { commentOf } from "../../files/workspace-object";

/** A cell of a notebook. A NOTE does nothing: prose, or a package that is not installed. */
export interface Cell {
  readonly kind: "PYTHON" | "SQL" | "NOTE" | "UNKNOWN";
  /** Without magic words and comment marks. */
  readonly source: string;
  /** Counted from 1. */
  readonly position: number;
  /** The magic word, with its percent sign, if the cell has one. */
  readonly magic?: string;
}

const KINDS: Readonly<Record<string, Cell["kind"]>> = {
  "%python": "PYTHON",
  "%sql": "SQL",
  "%md": "NOTE",
  "%md-sandbox": "NOTE",
  "%pip": "NOTE",
};

/**
 * The cells of a notebook's source.
 *
 * @see https://docs.databricks.com/aws/en/notebooks/notebook-format (source format)
 */
export function parseNotebook(text: string, language: "PYTHON" | "SQL"): Cell[] {
  const comment = commentOf(language);
  const lines = text.replace(/\r\n/g, "\n").split("\n");
  if (lines[0]?.trimEnd() === `${comment} Databricks notebook source`) lines.shift();
  const cells: string[][] = [[]];
  for (const line of lines) {
    if (line.trimEnd() === `${comment} COMMAND ----------`) cells.push([]);
    else cells.at(-1)?.push(line.startsWith(`${comment} DBTITLE `) ? "" : line);
  }
  return cells
    .map((cell, index) => toCell(cell, index + 1, language))
    .filter(({ source, magic }) => source.trim() !== "" || magic !== undefined);
}

/** What the local workspace cannot run, before anything of the notebook is run. */
export function faultsOfCells(cells: readonly Cell[]): string[] {
  return cells
    .filter(({ kind }) => kind === "UNKNOWN")
    .map(
      ({ position, magic }) =>
        `cell ${position}: ${magic} is not supported by the local workspace, which runs ${Object.keys(KINDS).join(", ")}`,
    );
}

function toCell(lines: readonly string[], position: number, language: "PYTHON" | "SQL"): Cell {
  const mark = `${commentOf(language)} MAGIC`;
  const plain = lines.map((line) =>
    line.startsWith(mark) ? line.slice(mark.length).replace(/^ /, "") : line,
  );
  const source = plain.join("\n");
  const first = lines.find((line) => line.trim() !== "");
  const [, magic] = /^\s*(%[\w-]+)/.exec(source) ?? [];
  const isMagic =
    magic !== undefined && (first?.startsWith(mark) === true || first?.startsWith("%") === true);
  if (!isMagic) return { kind: language, source, position };
  return { kind: KINDS[magic] ?? "UNKNOWN", source: source.replace(magic, ""), position, magic };
}
