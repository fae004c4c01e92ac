import { SqlStatementError } from "../../databricks/sql-statement-error";
import { ExpectedError } from "../../messages/expected-error";
import { shownText } from "../../messages/words";
import { clockedQuery } from "../../sql/clocked-query";
import type { RowQueries } from "../../rows/row-queries";
import { readResultColumns } from "../../rows/statements/read-tables";
import { quoteIdentifier, subquery } from "../../sql/quoting";
import type { SqlSession } from "../../databricks/sql-session";
import { isCastOutside } from "../fixtures/cell-sql";
import { type ColumnType, parseColumnType } from "../fixtures/column-type";
import type { FixtureQuery } from "../fixtures/fixture-query";
import type { TableSchema } from "../fixtures/table-schemas";
import { sourceConditions } from "./source-conditions";

/** A row as a file of tests has it: NULLs are left out. */
export type HistoryRow = Readonly<Record<string, unknown>>;

export interface HistoryTable {
  readonly name: string;
  readonly schema: TableSchema;
  readonly rows: readonly HistoryRow[];
}

/** Of each table at most so many rows are read. */
export const MOST_ROWS = 2000;

const TIMEOUT_MS = 60_000;

/** The rows of the query's tables that it reads at that moment, in the columns that it reads, as they are now. */
export async function rowsBehind(
  queryText: string,
  query: FixtureQuery,
  clock: Date,
  { sql, queries }: { readonly sql: Pick<SqlSession, "query">; readonly queries: RowQueries },
): Promise<HistoryTable[]> {
  return Promise.all(
    query.tables.map(async (name) => {
      const schema = await schemaOf(name, sql);
      const columns = query.columnsOf(schema);
      const rows = await rowsOf(queryText, name, schema, columns, clock, queries);
      if (rows.length > MOST_ROWS) {
        throw new ExpectedError(
          `The query reads more than ${MOST_ROWS} rows of ${shownText(name)} at that moment: too many for a test. Write one by hand.`,
        );
      }
      return { name, schema, rows };
    }),
  );
}

async function schemaOf(table: string, sql: Pick<SqlSession, "query">): Promise<TableSchema> {
  const rows = await sql.query(readResultColumns(table.split(".")));
  const columns = rows.flatMap(({ col_name: name, data_type: text }) => {
    const type = parseColumnType(String(text));
    return type ? [[String(name), type] as const] : [];
  });
  return new Map(columns);
}

async function rowsOf(
  queryText: string,
  table: string,
  schema: TableSchema,
  columns: readonly string[],
  clock: Date,
  queries: RowQueries,
): Promise<HistoryRow[]> {
  const places = sourceConditions(queryText, table);
  const [first] = places;
  const name = table.split(".").map(quoteIdentifier).join(".");
  const shownOf = (alias?: string) =>
    columns.map((column) => shownColumn(column, schema.get(column), alias)).join(", ");
  const all = `SELECT ${shownOf()} FROM ${name}`;
  // Conditions of places with other aliases cannot stand beside each other.
  const isBounded = places.every(({ alias, conditions }) => conditions.length > 0 && alias === first?.alias);
  const conditions = places.map((place) => `(${place.conditions.join(" AND ")})`).join(" OR ");
  const some = `SELECT ${shownOf(first?.alias)} FROM ${name} AS ${first?.alias ?? ""} WHERE ${conditions}`;
  const read = async (text: string) => {
    const clocked = clockedQuery(text, false);
    if ("reason" in clocked) throw new ExpectedError(clocked.reason);
    const at = clocked.at(`TIMESTAMP '${clock.toISOString()}'`);
    const select = `SELECT * FROM ${subquery(at)} LIMIT ${MOST_ROWS + 1}`;
    return queries.run(at, select, { timeoutMs: TIMEOUT_MS });
  };
  const rows =
    first && isBounded
      ? await read(some).catch((error: unknown) => {
          // A condition that makes no sense by itself: the names of its SELECT may be meant.
          if (error instanceof SqlStatementError) return read(all);
          throw error;
        })
      : await read(all);
  const found = rows.map((row) => {
    const cells = columns.flatMap((column) => {
      const value = valueOf(row[column], schema.get(column));
      return value === undefined ? [] : [[column, value] as const];
    });
    return Object.fromEntries(cells);
  });
  // A table has no order: the same rows make the same file.
  return found.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** A text that says the value: nested ones as JSON. */
function shownColumn(column: string, type: ColumnType | undefined, alias?: string): string {
  const name = alias === undefined ? quoteIdentifier(column) : `${alias}.${quoteIdentifier(column)}`;
  const value = type === undefined || isCastOutside(type) ? `CAST(${name} AS STRING)` : `to_json(${name})`;
  return `${value} AS ${quoteIdentifier(column)}`;
}

/** The value as a file of tests writes it. */
function valueOf(cell: unknown, type: ColumnType | undefined): unknown {
  if (typeof cell !== "string" || type === undefined) return undefined;
  if (!isCastOutside(type)) return JSON.parse(cell);
  if (type.kind === "decimal") return numberOf(cell.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""));
  const name = type.kind === "scalar" ? type.name : "string";
  if (name === "boolean") return cell === "true";
  if (/int$|^(?:float|double)$/.test(name)) return numberOf(cell);
  return name === "timestamp" ? `${cell.replace(" ", "T").replace(/\.(\d{3})\d*$/, ".$1")}Z` : cell;
}

/** As a number where that says the same. */
function numberOf(text: string): number | string {
  return String(Number(text)) === text ? Number(text) : text;
}
