import type { ColumnSpec, ConfigTableSpec } from "./column-spec";

/** The table's columns as Markdown. */
export function documentTable(table: ConfigTableSpec): string {
  const header = ["column", "type", "null", "default", "allowed values", "business", "technical"];
  const rows = [header, header.map(() => "---"), ...table.columns.map((column) => cells(column, table))];
  return [
    `## ${table.name}`,
    "",
    table.comment,
    "",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    ...(table.columns.some(({ ours }) => ours)
      ? ["", "\\* Added to a table of the earlier framework when it lacks them."]
      : []),
    "",
  ].join("\n");
}

/** All tables in one page. */
export function documentTables(tables: readonly ConfigTableSpec[]): string {
  const intro = "Made from `alerting/tables/`. If you change a column there, run `npm run generate`.";
  return ["# The configuration tables", "", intro, "", ...tables.map(documentTable)].join("\n");
}

function cells(column: ColumnSpec, table: ConfigTableSpec): string[] {
  const key = column.name === table.primaryKey ? " (primary key)" : "";
  return [
    `\`${column.name}\`${key}${column.ours ? " \\*" : ""}`,
    column.type.replaceAll("<", "\\<"),
    column.nullable ? "yes" : "no",
    column.default === undefined ? "" : `\`${defaultText(column.default)}\``,
    (column.values ?? []).map((value) => `\`${value}\``).join(" "),
    escapeMarkdown(column.business),
    escapeMarkdown(column.technical),
  ];
}

function defaultText(value: NonNullable<ColumnSpec["default"]>): string {
  return typeof value === "object"
    ? value.expression
    : typeof value === "boolean"
      ? String(value).toUpperCase()
      : value;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\|<>*{}_]/g, (character) => `\\${character}`);
}
