import { Command } from "commander";
import { ExpectedError } from "../expected-error";
import { openProject } from "../project";
import { stopOnSignal } from "./end-signals";
import { type Column, runStatement, type StatementRows } from "./run-statement";

interface Options {
  readonly json?: true;
  readonly csv?: true;
}

/** `databricks-local sql`: one statement on the local workspace. */
export function sqlCommand(): Command {
  return new Command("sql")
    .description("Runs one SQL statement on the local workspace.")
    .argument("<statement>", "Databricks SQL")
    .option("--json", "print an array of objects")
    .option("--csv", "print CSV with a header line")
    .action(run);
}

async function run(statement: string, { json, csv }: Options): Promise<void> {
  if (statement.trim() === "") throw new ExpectedError("No statement was given, such as SELECT 1");
  if (json && csv) throw new ExpectedError("--json and --csv exclude each other: name one of them.");
  const { workspace } = await openProject();
  stopOnSignal(workspace.stop);
  try {
    const result = await runStatement(workspace, statement);
    if (json) console.log(formatJson(result));
    else if (csv) process.stdout.write(formatCsv(result));
    else console.log(formatTable(result));
  } finally {
    await workspace.stop();
  }
}

const MAX_CELL_CHARACTERS = 60;
const NUMBERS = ["BYTE", "SHORT", "INT", "FLOAT", "DOUBLE"];
const RIGHT_ALIGNED = [...NUMBERS, "LONG", "DECIMAL"];
const NESTED = ["ARRAY", "MAP", "STRUCT"];

/** An aligned table for people, closed by the number of rows. Long cells are cut, and that is said. */
export function formatTable({ columns, rows }: StatementRows): string {
  if (columns.length === 0) return "OK";
  const count = rows.length === 1 ? "1 row" : `${rows.length} rows`;
  const cells = rows.map((row) => row.map((cell) => visible(cell ?? "NULL")));
  const wasCut = cells.some((row) => row.some((cell) => cell.length > MAX_CELL_CHARACTERS));
  const shown = cells.map((row) => row.map(cut));
  const widths = columns.map(({ name }, index) =>
    Math.max(name.length, ...shown.map((row) => row[index]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const isRight = RIGHT_ALIGNED.includes(columns[index]?.type ?? "");
        const width = widths[index] ?? 0;
        return isRight ? cell.padStart(width) : cell.padEnd(width);
      })
      .join(" │ ")
      .trimEnd();
  return [
    line(columns.map(({ name }) => name)),
    widths.map((width) => "─".repeat(width)).join("─┼─"),
    ...shown.map(line),
    wasCut
      ? `(${count}; cells cut at ${MAX_CELL_CHARACTERS} characters: --json shows them whole)`
      : `(${count})`,
  ].join("\n");
}

/** Numbers, booleans and nested values as JSON has them; BIGINT and DECIMAL keep their digits as text. */
export function formatJson({ columns, rows }: StatementRows): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column.name, jsonValue(column, row[index] ?? null)])),
  );
  return JSON.stringify(objects, undefined, 2);
}

/** RFC 4180, with line feeds; NULL is an empty field, an empty string a quoted one. */
export function formatCsv({ columns, rows }: StatementRows): string {
  return [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(csvField).join(",")}\n`).join("");
}

/** On one line, and without what a terminal would obey instead of show. */
function visible(cell: string): string {
  return cell.replace(/\r?\n/g, "⏎").replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
}

function cut(cell: string): string {
  return cell.length > MAX_CELL_CHARACTERS ? `${cell.slice(0, MAX_CELL_CHARACTERS - 1)}…` : cell;
}

function jsonValue({ type }: Column, cell: string | null): unknown {
  if (cell === null) return null;
  if (type === "LONG") return Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
  if (NUMBERS.includes(type)) return Number.isFinite(Number(cell)) ? Number(cell) : cell;
  if (type === "BOOLEAN") return cell === "true";
  return NESTED.includes(type) ? JSON.parse(cell) : cell;
}

function csvField(cell: string | null): string {
  if (cell === null) return "";
  return cell === "" || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
