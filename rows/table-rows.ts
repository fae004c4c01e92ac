import type { Fault } from "../alerting/row-faults";
import type { TableNames } from "../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { checkConstraints } from "../alerting/tables/check-constraint";
import { NOTIFICATION_DESTINATIONS } from "../alerting/tables/notification-destinations";
import type { RawRow } from "../alerting/tables/row-reader";
import type { Statement } from "../databricks/run-statement";
import type { SqlSession } from "../databricks/sql-session";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { ExpectedError } from "../messages/expected-error";
import type { Settings } from "../settings/settings";
import { appliedPacksOf, seededKeysOf, seedsFor } from "./seeding";
import { readAlertRows, readDestinationRows } from "./statements/read-rows";
import { readTableProperties } from "./statements/read-tables";
import { brokenChecks } from "./table-faults";
import { missingChecks } from "./table-upgrade";

export interface TableRows {
  readonly alertRows: readonly RawRow[];
  /** Rows that this run's seeding writes to the table of alerts. */
  readonly pendingRows: readonly RawRow[];
  /** As the table will have them after it. */
  readonly destinationRows: readonly RawRow[];
  /** There was no table of alerts. */
  readonly firstRun: boolean;
  /** Packs that an up has written rows of. */
  readonly appliedPacks: ReadonlySet<string>;
  /** Names of the tables that were looked for and do not exist. */
  readonly missingTables: readonly string[];
  /** Cells that keep a table from getting a constraint that it lacks: the upgrade would fail, after it began. */
  readonly faults: readonly Fault[];
}

/** Where the tables are, and what of it this run will make. */
export type TablePlace = TableNames &
  Partial<Pick<Settings, "createCatalog" | "createSchema" | "liveSilences" | "seeds">>;

/**
 * Reads the config tables. A table that does not exist is a first run; any other failure stops the run, since a
 * failed read must never look like an empty table.
 */
export async function readTableRows(session: SqlSession, place: TablePlace): Promise<TableRows> {
  const [alertRows, destinationRows, properties] = await Promise.all([
    rowsIfTableExists(session, place, readAlertRows(place)),
    rowsIfTableExists(session, place, readDestinationRows(place)),
    rowsIfTableExists(session, place, readTableProperties(place, ALERT_CONFIGURATIONS.name)),
  ]);
  return tableRows(alertRows, destinationRows, properties, place);
}

/** What a first run finds, without asking: there is no warehouse yet that could say so. */
export function rowsOfFirstRun(settings: Pick<TablePlace, "liveSilences" | "seeds">): TableRows {
  return tableRows(undefined, undefined, undefined, settings);
}

function tableRows(
  alertRows: readonly RawRow[] | undefined,
  destinationRows: readonly RawRow[] | undefined,
  properties: readonly RawRow[] | undefined,
  settings: Pick<TablePlace, "liveSilences" | "seeds">,
): TableRows {
  const seeded = seededKeysOf(properties ?? []);
  const live = { properties: new Map(properties?.map(({ key, value }) => [String(key), String(value)])) };
  return {
    alertRows: alertRows ?? [],
    pendingRows: seedsFor(ALERT_CONFIGURATIONS, alertRows ?? [], seeded, settings),
    destinationRows: [
      ...(destinationRows ?? []),
      ...seedsFor(NOTIFICATION_DESTINATIONS, destinationRows ?? [], seeded, settings),
    ],
    appliedPacks: appliedPacksOf(properties ?? []),
    firstRun: alertRows === undefined,
    faults: [
      ...brokenChecks(ALERT_CONFIGURATIONS, alertRows ?? [], missingChecks(ALERT_CONFIGURATIONS, live)),
      // A constraint that is there holds every row: which ones are need not be asked.
      ...brokenChecks(
        NOTIFICATION_DESTINATIONS,
        destinationRows ?? [],
        checkConstraints(NOTIFICATION_DESTINATIONS),
      ),
    ],
    missingTables: [
      ...(alertRows === undefined ? [ALERT_CONFIGURATIONS.name] : []),
      ...(destinationRows === undefined ? [NOTIFICATION_DESTINATIONS.name] : []),
    ],
  };
}

async function rowsIfTableExists(
  session: SqlSession,
  place: TablePlace,
  statement: Statement,
): Promise<RawRow[] | undefined> {
  try {
    return await session.query(statement);
  } catch (error) {
    if (!(error instanceof SqlStatementError)) throw error;

    if (error.isTableNotFound) return undefined;

    if (
      (error.isSchemaNotFound && place.createSchema === true) ||
      (error.isCatalogNotFound && place.createCatalog === true)
    )
      return undefined;

    if (error.isSchemaNotFound || error.isCatalogNotFound) {
      throw new ExpectedError(
        `The schema ${place.catalog}.${place.goldSchema} does not exist, or you may not see it: ` +
          "create it, set createSchema to true, or set catalog and goldSchema to where the config tables live.",
        { cause: error },
      );
    }
    throw error;
  }
}

/** The rows of alerts and destinations, as the tables have them. A command has nothing to do before they exist. */
export async function readRows(
  sql: SqlSession,
  names: TableNames,
): Promise<{ readonly alertRows: RawRow[]; readonly destinationRows: RawRow[] }> {
  try {
    const [alertRows, destinationRows] = await Promise.all([
      sql.query(readAlertRows(names)),
      sql.query(readDestinationRows(names)),
    ]);
    return { alertRows, destinationRows };
  } catch (error) {
    if (!(error instanceof SqlStatementError && error.isTableNotFound)) throw error;
    throw new ExpectedError(noTablesYet(names), { cause: error });
  }
}

export function noTablesYet({ catalog, goldSchema }: TableNames): string {
  return `${catalog}.${goldSchema} has no config tables yet: an up makes them.`;
}
