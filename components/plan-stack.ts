import * as pulumi from "@pulumi/pulumi";
import { formatFaults, isCellAmong } from "../alerting/row-faults";
import { changedRows, definitionHash, newOrChanged } from "../alerting/row-changes/changed-rows";
import type { ManagedDestination } from "../alerting/destinations/managed-destination";
import { planAlerts } from "../alerting/plan-alerts";
import type { Settings } from "../alerting/settings";
import { staleRows } from "../alerting/stale-rows";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { WorkspaceConnection } from "../databricks/open-connection";
import { stillDeployed } from "../databricks/still-deployed";
import { readTableRows, rowsOfFirstRun, type TableRows } from "../databricks/table-rows";
import { existsInUnityCatalog } from "../databricks/unity-catalog";
import type { AlertingArgs } from "./alerting";
import { checkDestinations } from "./check-destinations";
import { contractWarnings } from "./contract-checks";
import type { StackWarehouse } from "./warehouse";

export interface PlannedStack extends Omit<AlertingArgs, "warehouse" | "destinations"> {
  /** Destinations that this stack makes. */
  readonly managed: readonly ManagedDestination[];
  readonly counts: { readonly declared: number; readonly paused: number; readonly skipped: number };
}

/** Reads the rows and checks all of them; throws one message with every fault of every row. */
export async function planStack(
  settings: Settings,
  workspace: WorkspaceConnection,
  { live }: StackWarehouse,
): Promise<PlannedStack> {
  const sql =
    live && (await workspace.openSql(live, { mayStart: settings.startWarehouse, onWait: tellProgress }));
  const rows = sql ? await readTableRows(sql, settings) : await rowsWithoutWarehouse(settings, workspace);
  const unread = rows === undefined;
  const { alertRows, ...tables } = rows ?? NO_ROWS;
  const { destinationRows, managed, listed, ...destinations } = await checkDestinations(
    tables.destinationRows,
    settings,
    workspace,
  );
  // Without a warehouse nothing is deployed: what depends on its id will be known in the run that makes it.
  const warehouseId = live?.id ?? "";
  const plan = planAlerts({ alertRows, destinationRows, settings, warehouseId });
  const known = [...plan.faults, ...destinations.faults];
  const faults = [...known, ...tables.faults.filter((fault) => !isCellAmong(known, fault))];
  if (faults.length > 0) {
    throw new Error(formatFaults(faults));
  }
  const alerts = [...plan.alerts, ...(await stillDeployed(plan, workspace.alerts, settings))];
  const changed = changedRows(tables.tableRows, alerts);
  const found = sql
    ? await contractWarnings({
        settings,
        alerts: newOrChanged(alerts, tables.tableRows, changed),
        connection: { ...workspace, sql, warehouseId },
        isFirstRun: tables.firstRun,
        plannedDestinations: managed.map(({ plannedId }) => plannedId),
        ...(listed && { listedDestinations: listed }),
      })
    : [];
  const skipped = alertRows.length - alerts.length;
  const paused = alerts.filter(({ definition }) => definition.schedule.pauseStatus === "PAUSED");
  return {
    ...{ settings, alerts, skipped, unread, managed },
    leaving: new Map(
      plan.skipped.flatMap(({ alertId, databricksAlertId: id }) => (id === undefined ? [] : [[alertId, id]])),
    ),
    firstRun: tables.firstRun,
    missingTables: tables.missingTables,
    warnings: [...plan.warnings, ...destinations.warnings, ...found],
    staleRows: staleRows(alertRows, alerts),
    changes: {
      sql,
      tableRows: tables.tableRows,
      changedRows: changed,
      hashOf: (row) => definitionHash(row, { destinationRows, settings, warehouseId }),
    },
    lint: { ...{ alertRows, destinationRows, alerts, settings, now: new Date() }, only: changed },
    counts: { declared: alerts.length, paused: paused.length, skipped },
  };
}

const NO_ROWS: TableRows = {
  ...{ alertRows: [], tableRows: [], destinationRows: [], firstRun: false, missingTables: [], faults: [] },
};

/** At the preview of a run that makes the warehouse. Nothing where there are tables already, whose rows cannot be read. */
async function rowsWithoutWarehouse(
  { catalog, goldSchema }: Settings,
  { rest }: WorkspaceConnection,
): Promise<TableRows | undefined> {
  const table = [catalog, goldSchema, ALERT_CONFIGURATIONS.name];
  if (!(await existsInUnityCatalog(rest, "tables", table))) {
    return rowsOfFirstRun();
  }
  void pulumi.log.warn(
    `${table.join(".")} exists, and there is no SQL warehouse yet that could read it: this preview does not show ` +
      "alerts. The up makes the warehouse, reads the rows, checks them, and deploys their alerts.",
  );
  return undefined;
}

function tellProgress(progress: string): void {
  void pulumi.log.info(progress);
}
