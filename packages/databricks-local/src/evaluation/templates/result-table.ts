import Mustache from "mustache";
import type { SqlResult } from "../../sql/sql-engine";
import { cellText } from "../../statements/cell-text";

/** HTML that templates take as it is, also between two braces. */
export class Html {
  constructor(private readonly html: string) {}

  toString(): string {
    return this.html;
  }
}

export function resultTable({ columns, rows }: SqlResult): Html {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${Mustache.escape(cell)}</${tag}>`).join("")}</tr>`;
  const heading = line(
    "th",
    columns.map(({ name }) => name),
  );
  const body = rows.map((row) =>
    line(
      "td",
      row.map((cell, index) => cellText(cell, columns[index]?.type ?? "") ?? ""),
    ),
  );
  return new Html(`<table>${heading}${body.join("")}</table>`);
}
