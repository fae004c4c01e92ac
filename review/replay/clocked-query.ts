import { clockCalls, type ClockType } from "../../alerting/sql/clock-calls";
import { parseQuery } from "../../alerting/sql/parse-query";
import type { NotReplayed } from "../replay";
import { readsDateOnly } from "./daily-clock";
import { firstRowEdits } from "./first-row";
import { hiddenClock } from "./hidden-clock";
import { tableReferences, type TableReferences } from "./table-references";
import { withEdits, type TextEdit } from "./text-edit";

/** The time as of which a table is read, an expression of type TIMESTAMP; as it is now, where there is none. */
export type AsOf = (table: string) => string | undefined;

/** A query whose clock can be set. */
export interface ClockedQuery {
  /** How often its answer may change by the clock: never, with the date, with every moment. */
  readonly reads: "no clock" | "date" | "moment";
  readonly tables: TableReferences;
  /** The text with its clock at `moment`, an expression of type TIMESTAMP, and its tables as they were at `asOf`. */
  at(moment: string, asOf?: AsOf): string;
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
    at: (moment, asOf) =>
      withEdits(text, [
        ...fixed,
        ...clocks.map(({ span, type }) => ({ span, text: reading(type, moment) })),
        ...(asOf === undefined ? [] : versions(tables, asOf)),
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

function versions({ references }: TableReferences, asOf: AsOf): TextEdit[] {
  return references.flatMap(({ name, nameEnd }) => {
    const time = asOf(name);
    return time === undefined
      ? []
      : [{ span: { start: nameEnd, end: nameEnd }, text: ` TIMESTAMP AS OF ${time}` }];
  });
}
