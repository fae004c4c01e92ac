import { clockCalls, type ClockType } from "../../alerting/sql/clock-calls";
import { parseQuery } from "../../alerting/sql/parse-query";
import type { NotReplayed } from "../replay";
import { firstRowEdits } from "./first-row";
import { hiddenClock } from "./hidden-clock";
import { tableReferences, type TableReferences } from "./table-references";
import { withEdits, type TextEdit } from "./text-edit";

/** A query whose clock can be set. */
export interface ClockedQuery {
  /** How often its answer may change by the clock: never, with the date, with every moment. */
  readonly reads: "no clock" | "date" | "moment";
  readonly tables: TableReferences;
  /** The text with its clock at `moment`, an expression of type TIMESTAMP; with `version` tables are read as of then. */
  at(moment: string, version?: string): string;
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
    reads: clocks.length === 0 ? "no clock" : clocks.every(({ type }) => type === "DATE") ? "date" : "moment",
    tables,
    at: (moment, version) =>
      withEdits(text, [
        ...fixed,
        ...clocks.map(({ span, type }) => ({ span, text: reading(type, moment) })),
        ...(version === undefined ? [] : versions(tables, version)),
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

function versions({ references }: TableReferences, version: string): TextEdit[] {
  return references.map(({ nameEnd }) => ({
    span: { start: nameEnd, end: nameEnd },
    text: ` TIMESTAMP AS OF ${version}`,
  }));
}
