import { z } from "zod";
import type { TableNames } from "../../alerting/table-names";
import type { SqlSession } from "../../databricks/sql-session";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { ExpectedError } from "../../messages/expected-error";
import { timeOf } from "../../rows/changes/change-feed";
import { COUNTS, figures, type FiguresOf, MEASURES } from "../../rows/figures/figures";
import { neverFired } from "../../rows/figures/never-fired";
import { recorded } from "../../rows/figures/recorded";

const number = z.coerce.number();
const Counts = z.record(z.enum(COUNTS), number);
const Measures = z.record(z.enum(MEASURES), number.nullable());
/** The row's figures, without what they are about. */
const Figures = z
  .object({})
  .loose()
  .transform((row) => ({
    ...Counts.parse(Object.fromEntries(COUNTS.map((name) => [name, row[name]]))),
    ...Measures.parse(Object.fromEntries(MEASURES.map((name) => [name, row[name]]))),
  }));
const OfAlert = z.object({
  alert_id: z.string(),
  alert_name: z.string(),
  severity: z.string(),
  owner: z.string(),
  is_enabled: z.boolean(),
});
const OfOwner = z.object({ owner: z.string() });
const time = z.unknown().transform((cell) => {
  const at = timeOf(cell);
  return at === undefined ? null : new Date(at).toISOString();
});
const NeverFired = z.object({
  alert_id: z.string(),
  alert_name: z.string(),
  severity: z.string(),
  owner: z.string(),
  evaluations: number,
  known_since: time,
});
const Recorded = z.object({
  source: z.string(),
  known_since: time,
  newest: time,
  records: number,
  note: z.string(),
});

export type FiguresOfAll = z.output<typeof Figures>;
export type FiguresOfAlert = z.output<typeof OfAlert> & FiguresOfAll;
export type FiguresOfOwner = z.output<typeof OfOwner> & FiguresOfAll;
export type NeverFiredAlert = z.output<typeof NeverFired>;
export type RecordedSource = z.output<typeof Recorded>;

/** What the history says of a period. */
export interface HistoryFigures {
  readonly totals: FiguresOfAll;
  readonly owners: readonly FiguresOfOwner[];
  readonly alerts: readonly FiguresOfAlert[];
  readonly neverFired: readonly NeverFiredAlert[];
  readonly recorded: readonly RecordedSource[];
}

const PERIOD = { from: "CAST(:from AS TIMESTAMP)", until: "CAST(:until AS TIMESTAMP)" };

/** Asks for the figures that the dashboard shows, too. */
export async function readFigures(
  sql: Pick<SqlSession, "query">,
  names: TableNames,
  from: Date,
  until: Date,
): Promise<HistoryFigures> {
  const parameters = { from: from.toISOString(), until: until.toISOString() };
  const ask = (of: FiguresOf) => sql.query({ sql: `${figures(names, PERIOD, of)}\nORDER BY 1`, parameters });
  try {
    const [all, owners, alerts, silent, sources] = await Promise.all([
      ask("all"),
      ask("owner"),
      ask("alert"),
      sql.query({ sql: neverFired(names) }),
      sql.query({ sql: recorded(names) }),
    ]);
    return {
      totals: Figures.parse(all[0]),
      owners: owners.map((row) => ({ ...OfOwner.parse(row), ...Figures.parse(row) })),
      alerts: alerts.map((row) => ({ ...OfAlert.parse(row), ...Figures.parse(row) })),
      neverFired: z.array(NeverFired).parse(silent),
      recorded: z.array(Recorded).parse(sources),
    };
  } catch (error) {
    if (!(error instanceof SqlStatementError && (error.isColumnNotFound || error.isTableNotFound)))
      throw error;
    throw new ExpectedError(
      `${names.catalog}.${names.goldSchema} lacks a table or a column that the figures are made of: an up makes it.\n${error.message}`,
      { cause: error },
    );
  }
}
