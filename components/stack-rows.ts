import * as pulumi from "@pulumi/pulumi";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { WorkspaceConnection } from "../databricks/open-connection";
import type { SqlSession } from "../databricks/sql-session";
import { existsInUnityCatalog } from "../databricks/unity-catalog";
import { NOTHING_PACKED } from "../rows/packs/overlay";
import { existingTable, packChoice, readPackedRows, withPacks } from "../rows/packs/packed-rows";
import { NO_PACKS, readPacks } from "../rows/packs/read-packs";
import { rowsOfFirstRun } from "../rows/table-rows";
import type { Settings } from "../settings/settings";
import { refuseMovedRows } from "./reviewed-rows";

/** The config tables' rows with the stack's packs, as this run leaves them. */
type StackRows = Awaited<ReturnType<typeof readPackedRows>>;

/** `undefined` where there are tables, and no warehouse yet that could read them. */
export async function stackRows(
  { sql, ...workspace }: WorkspaceConnection & { readonly sql: SqlSession | undefined },
  settings: Settings,
  stack: string,
): Promise<StackRows | undefined> {
  return sql
    ? readRows({ ...workspace, sql }, settings, stack)
    : rowsWithoutWarehouse(settings, workspace, stack);
}

/** Rows that cannot be read cannot be compared with those of packs either. */
export const NO_ROWS: StackRows = {
  alertRows: [],
  pendingRows: [],
  destinationRows: [],
  firstRun: false,
  missingTables: [],
  appliedPacks: new Set(),
  faults: [],
  packs: NO_PACKS,
  packed: NOTHING_PACKED,
  passedOver: [],
  storedRows: [],
};

/** A schema that is missing is no failure of its own here: it is looked for with all else that is. */
async function readRows(
  workspace: WorkspaceConnection & { readonly sql: SqlSession },
  settings: Settings,
  stack: string,
): Promise<StackRows> {
  const rows = await readPackedRows(
    workspace,
    { ...settings, createCatalog: true, createSchema: true },
    stack,
  );
  await refuseMovedRows(workspace.sql, settings);
  return rows;
}

/** At the preview of a run that makes the warehouse. Nothing where there are tables already, whose rows cannot be read. */
async function rowsWithoutWarehouse(
  settings: Settings,
  { rest }: WorkspaceConnection,
  stack: string,
): Promise<StackRows | undefined> {
  const { catalog, goldSchema } = settings;
  const table = [catalog, goldSchema, ALERT_CONFIGURATIONS.name];
  if (!(await existsInUnityCatalog(rest, "tables", table))) {
    const packs = readPacks(process.cwd(), packChoice(settings, stack));
    return { ...(await withPacks(rowsOfFirstRun(settings), packs, existingTable(rest))), packs };
  }

  void pulumi.log.warn(
    `${table.join(".")} exists, and there is no SQL warehouse yet that could read it: this preview does not show ` +
      "alerts. The up makes the warehouse, reads the rows, checks them, and deploys their alerts.",
  );
  return undefined;
}
