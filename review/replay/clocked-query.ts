import { clockCalls, type ClockType } from "../../sql/clock-calls";
import { type EventColumn, eventColumns } from "../../sql/event-columns";
import { parseQuery } from "../../sql/parse-query";
import { selectScopes } from "../../sql/select-scopes";
import type { NotReplayed } from "../replay";
import { boundedSources } from "./bounded-sources";
import { readsDateOnly } from "./daily-clock";
import { firstRowEdits } from "./first-row";
import { hiddenClock } from "./hidden-clock";
import { readsInSubquery } from "./nested-readings";
import { tableReferences, type TableReferences } from "./table-references";
import { type TextEdit, withEdits } from "./text-edit";

/** Which rows of a table are read: all that it has today, where nothing says otherwise. */
export interface TableRows {
  /** The time as of which the table is read, an expression of type TIMESTAMP. */
  readonly asOf?: (table: string) => string | undefined;
  /** What holds for the rows that were there at the moment. */
  readonly condition?: (table: string, moment: string) => string | undefined;
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
  at(moment: string, rows?: TableRows): string;
}

/**
 * The query with its clock found, or why it cannot be set. `firstRowOnly`: what comes behind the first row of an ordered
 * result is not needed.
 */
export function clockedQuery(text: string, firstRowOnly: boolean): ClockedQuery | NotReplayed {
  const parsed = parseQuery(text);
  if (parsed.outcome === "not analysed") {
    return { reason: `Our SQL parser does not know all that its query says (${parsed.reason}).` };
  }
  if (parsed.outcome === "no query") {
    return { reason: "Its text is not one query." };
  }
  const tables = tableReferences(parsed);
  const hidden = hiddenClock(parsed, tables);
  if (hidden !== undefined) {
    return { reason: `Its query ${hidden}.` };
  }
  const clocks = clockCalls(parsed);
  const fixed: readonly TextEdit[] = firstRowOnly ? firstRowEdits(parsed) : [];
  return {
    reads: clocks.length === 0 ? "no clock" : readsDateOnly(parsed) ? "date" : "moment",
    tables,
    events: eventColumns(selectScopes(parsed.query)),
    readsInSubquery: (isHeld) => readsInSubquery(parsed, isHeld),
    at: (moment, { asOf, condition } = {}) =>
      withEdits(text, [
        ...fixed,
        ...clocks.map(({ span, type }) => ({ span, text: reading(type, moment) })),
        ...(asOf === undefined ? [] : versions(tables, asOf)),
        ...(condition === undefined
          ? []
          : boundedSources(parsed, tables.references, (table) => condition(table, moment))),
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

function versions({ references }: TableReferences, asOf: NonNullable<TableRows["asOf"]>): TextEdit[] {
  return references.flatMap(({ name, nameEnd }) => {
    const time = asOf(name);
    return time === undefined
      ? []
      : [{ span: { start: nameEnd, end: nameEnd }, text: ` TIMESTAMP AS OF ${time}` }];
  });
}
