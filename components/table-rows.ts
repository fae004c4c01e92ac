import { SEED_PROPERTY, seededKeys, unseededRows } from "../alerting/seeds";
import { readAlertRows, readDestinationRows, readTableProperties } from "../alerting/statements/read-rows";
import type { TableNames } from "../alerting/table-names";
import type { SqlSession } from "../databricks/sql-session";
import { SqlStatementError } from "../databricks/sql-statement-error";

type Row = Record<string, unknown>;

/** The rows as the tables will have them after this run's seeding. */
export interface TableRows {
  readonly alertRows: readonly Row[];
  readonly destinationRows: readonly Row[];
  /** There was no table yet. */
  readonly firstRun: boolean;
}

/**
 * Reads the config tables. A table that does not exist is a first run; any other failure stops the run, since a
 * failed read must never look like an empty table.
 */
export async function readTableRows(session: SqlSession, names: TableNames): Promise<TableRows> {
  const [alertRows, destinationRows, properties] = await Promise.all([
    rowsOrNone(session.query(readAlertRows(names))),
    rowsOrNone(session.query(readDestinationRows(names))),
    rowsOrNone(session.query(readTableProperties(names, "alert_configurations"))),
  ]);
  const seeded = seededKeys(properties?.find(({ key }) => key === SEED_PROPERTY)?.["value"]);
  const seeds = unseededRows(seeded, { alertRows: alertRows ?? [], destinationRows: destinationRows ?? [] });
  return {
    alertRows: [...(alertRows ?? []), ...seeds.alertRows],
    destinationRows: [...(destinationRows ?? []), ...seeds.destinationRows],
    firstRun: alertRows === undefined,
  };
}

async function rowsOrNone(rows: Promise<Row[]>): Promise<Row[] | undefined> {
  try {
    return await rows;
  } catch (error) {
    if (error instanceof SqlStatementError && error.isTableNotFound) {
      return undefined;
    }
    throw error;
  }
}
