import { z } from "zod";
import type { SqlSession } from "../../databricks/sql-session";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { systemTable } from "../../lint/system-tables";
import { shownText } from "../../messages/words";
import { describeHistory } from "../../rows/statements/source-history";

/** How often tables get new rows, and of which that is not known. */
export interface SourceArrivals {
  /** Table → seconds. */
  readonly everySeconds: ReadonlyMap<string, number>;
  /** A sentence for each table of which it is not known. */
  readonly notMeasured: readonly string[];
}

/** So many tables are asked about, and so many of their last versions. */
const MOST_TABLES = 50;
const VERSIONS = 50;
/** Of fewer times between two writes no rhythm can be told. */
const FEWEST_GAPS = 4;

/** What brings rows; what only lays them out anew (OPTIMIZE, VACUUM) does not. */
const BRINGS_ROWS = /^(?:WRITE|MERGE|UPDATE|COPY INTO|STREAMING UPDATE|.*AS SELECT)$/;

const Version = z.object({
  timestamp: z.union([z.date(), z.string().transform((text) => new Date(text))]),
  operation: z.string().nullable(),
});

/**
 * Of a system table what its documents and its use say; of a Delta table the median time between its last writes. That is a
 * measure of the past: it promises nothing. Views have no history, and of others who may not see it is told nothing.
 */
export async function sourceArrivals(
  tables: ReadonlySet<string>,
  sql: Pick<SqlSession, "query">,
): Promise<SourceArrivals> {
  const everySeconds = new Map<string, number>();
  const notMeasured: string[] = [];
  const asked: string[] = [];
  for (const table of tables) {
    const known = systemTable(table)?.refreshSeconds;
    if (known === undefined) asked.push(table);
    else everySeconds.set(table, known);
  }
  for (const table of asked.slice(0, MOST_TABLES)) {
    const found = await writtenEvery(table, sql);
    if (typeof found === "number") everySeconds.set(table, found);
    else notMeasured.push(`${shownText(table)}: ${found.reason}`);
  }
  for (const table of asked.slice(MOST_TABLES))
    notMeasured.push(`${shownText(table)}: only ${MOST_TABLES} tables are asked about`);
  return { everySeconds, notMeasured };
}

async function writtenEvery(
  table: string,
  sql: Pick<SqlSession, "query">,
): Promise<number | { readonly reason: string }> {
  const parts = table.split(".");
  if (parts.length !== 3) return { reason: "the query does not name its catalog and schema" };
  try {
    const rows = await sql.query(describeHistory(parts, VERSIONS));
    const times = z
      .array(Version)
      .parse(rows)
      .filter(({ operation }) => BRINGS_ROWS.test(operation ?? ""))
      .map(({ timestamp }) => timestamp.getTime())
      .sort((a, b) => a - b);
    const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1_000);
    gaps.sort((a, b) => a - b);
    const median = gaps[Math.floor((gaps.length - 1) / 2)];
    return median === undefined || gaps.length < FEWEST_GAPS
      ? {
          reason: `it was written ${times.length === 1 ? "once" : `${times.length} times`}, which tells no rhythm`,
        }
      : median;
  } catch (error) {
    if (error instanceof SqlStatementError) return { reason: shownText(error.message.split("\n")[0] ?? "") };
    throw error;
  }
}
