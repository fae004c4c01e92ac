import { clockCalls, type ClockType } from "./clock-calls";
import { type EventColumn, eventColumns } from "./event-columns";
import { visit } from "./nodes-of";
import { type ParsedQuery, parseQuery } from "./parse-query";
import { selectScopes } from "./select-scopes";
import { TextPositions } from "./text-span";
import type { CommonTable, Expression, ObjectName, Query } from "./tree";
import { boundedSources, replacedSources } from "./bounded-sources";
import { hiddenClock, readsDateOnly } from "./hidden-clock";
import { tableReferences, type TableReferences, type TextEdit, withEdits } from "./table-references";

/**
 * Edits that leave the query's first row only. A query around it would do that as well, but Spark keeps the order of an
 * ordered query only as far as the LIMIT right behind it. Without ORDER BY any row may be the first: nothing to keep.
 */
function firstRowEdits({ text, query }: ParsedQuery): readonly TextEdit[] {
  if (query.order_by === undefined || query.order_by === null) return [];
  const limit = query.limit_clause?.LimitOffset?.limit;
  if (limit === undefined || limit === null) {
    // OFFSET and other clauses may follow, and LIMIT comes before them.
    const end = { start: text.length, end: text.length };
    return query.limit_clause ? [] : [{ span: end, text: "\nLIMIT 1" }];
  }
  const count = limit.Value?.value.Number?.[0];
  if (limit.Value === undefined || count === undefined || !(Number(count) > 1)) return [];
  const positions = new TextPositions(text);
  const { start, end } = limit.Value.span;
  return [{ span: { start: positions.offset(start), end: positions.offset(end) }, text: "1" }];
}

interface TableNode {
  readonly name?: ObjectName;
}

/**
 * Whether a subquery in an expression depends on the moment: by a clock call, by a table whose rows are held to it, or by a
 * common table, which may do so. Databricks SQL resolves names in such a subquery in the SELECT around it and no further
 * out, and DuckDB comes to wrong types with them, which closes the whole database.
 */
function readsInSubquery({ text, query }: ParsedQuery, isHeld: (table: string) => boolean): boolean {
  const common = commonNames(query);
  let isFound = false;
  visit(query, (node) => {
    for (const subquery of subqueriesOf(node)) {
      isFound ||=
        clockCalls({ text, query: subquery }).length > 0 ||
        tableNames(subquery).some((name) => isHeld(name) || common.has(name));
    }
    return !isFound;
  });
  return isFound;
}

/** Scalar subqueries, EXISTS and IN; what stands in the place of a table is none. */
function subqueriesOf({ Subquery, Exists, InSubquery }: Expression): Query[] {
  return [Subquery, Exists?.subquery, InSubquery?.subquery].flatMap((query) => query ?? []);
}

function commonNames(query: Query): ReadonlySet<string> {
  const names = new Set<string>();
  visit(query, (node) => {
    // The key says what the content is.
    const tables = Array.isArray(node["cte_tables"]) ? (node["cte_tables"] as CommonTable[]) : [];
    for (const { alias } of tables) names.add(alias.name.value.toLowerCase());
    return true;
  });
  return names;
}

function tableNames(query: Query): string[] {
  const names: string[] = [];
  visit(query, (node) => {
    const table = node["Table"] as TableNode | undefined;
    if (table?.name)
      names.push(table.name.map(({ Identifier }) => Identifier?.value.toLowerCase() ?? "").join("."));
    return true;
  });
  return names;
}

/** Which rows of a table are read: all that it has today, where nothing says otherwise. */
export interface RowsRead {
  /** The time as of which the table is read, an expression of type TIMESTAMP. */
  readonly asOf?: (table: string) => string | undefined;
  /** What holds for the rows that were there at the moment. */
  readonly condition?: (table: string, moment: string) => string | undefined;
  /** A query whose rows are read in the place of the table's. */
  readonly instead?: (table: string) => string | undefined;
}

/** A query whose clock can be set. */
export interface ClockedQuery {
  /** How often its answer may change by the clock: never, with the date, with every moment. */
  readonly reads: "no clock" | "date" | "moment";
  readonly tables: TableReferences;
  /** What it shows of when the rows of its tables came. */
  readonly events: readonly EventColumn[];
  /** Whether a subquery of it depends on the moment, with the rows of these tables held to it. */
  readsInSubquery(isHeld: (table: string) => boolean): boolean;
  /** The text with its clock at `moment`, an expression of type TIMESTAMP. */
  at(moment: string, rows?: RowsRead): string;
}

/**
 * The query with its clock found, or why it cannot be set. `firstRowOnly`: what comes behind the first row of an ordered
 * result is not needed.
 */
export function clockedQuery(
  text: string,
  firstRowOnly: boolean,
): ClockedQuery | { readonly reason: string } {
  const parsed = parseQuery(text);
  if (parsed.outcome === "not analysed")
    return { reason: `Our SQL parser does not know all that its query says (${parsed.reason}).` };

  if (parsed.outcome === "no query") return { reason: "Its text is not one query." };

  const tables = tableReferences(parsed);
  const hidden = hiddenClock(parsed, tables);
  if (hidden !== undefined) return { reason: `Its query ${hidden}.` };

  const clocks = clockCalls(parsed);
  const fixed: readonly TextEdit[] = firstRowOnly ? firstRowEdits(parsed) : [];
  return {
    reads: clocks.length === 0 ? "no clock" : readsDateOnly(parsed) ? "date" : "moment",
    tables,
    events: eventColumns(selectScopes(parsed.query)),
    readsInSubquery: (isHeld) => readsInSubquery(parsed, isHeld),
    at: (moment, { asOf, condition, instead } = {}) =>
      withEdits(text, [
        ...fixed,
        ...clocks.map(({ span, type }) => ({ span, text: reading(type, moment) })),
        ...(asOf === undefined ? [] : versions(tables, asOf)),
        ...(condition === undefined
          ? []
          : boundedSources(parsed, tables.references, (table) => condition(table, moment))),
        ...(instead === undefined ? [] : replacedSources(parsed, tables.references, instead)),
      ]),
  };
}

/** The session's time zone applies, as it does to the call in whose place this stands. */
function reading(type: ClockType, moment: string): string {
  switch (type) {
    case "TIMESTAMP":
      return moment;
    case "TIMESTAMP_NTZ":
    case "DATE":
    case "TIME":
      return `CAST(${moment} AS ${type})`;
    case "UNIX_SECONDS":
      return `unix_seconds(${moment})`;
  }
}

function versions({ references }: TableReferences, asOf: NonNullable<RowsRead["asOf"]>): TextEdit[] {
  return references.flatMap(({ name, nameEnd }) => {
    const time = asOf(name);
    return time === undefined
      ? []
      : [{ span: { start: nameEnd, end: nameEnd }, text: ` TIMESTAMP AS OF ${time}` }];
  });
}
