import { standInDestinations } from "../alerting/destinations/stand-in-destinations";
import type { Finding } from "../alerting/findings/finding";
import { lintAlerts } from "../alerting/lint/lint-alerts";
import { planAlerts } from "../alerting/plan-alerts";
import { changedRows } from "../alerting/row-changes/changed-rows";
import { formatFault } from "../alerting/row-faults";
import type { Settings } from "../alerting/settings";
import type { RawRow } from "../alerting/tables/row-reader";
import { openConnection } from "../databricks/open-connection";
import { readRows } from "./read-rows";
import { readRowsFile } from "./rows-file";

export interface LintedRows {
  /** How many rows there are, and how many of them were looked at. */
  readonly rows: number;
  readonly lookedAt: number;
  readonly findings: readonly Finding[];
}

/** Lints the rows of a file: all of them, as if none had ever been deployed. Without destinations channels are taken to exist. */
export function lintFile(path: string, settings: Settings, now: Date): LintedRows {
  const { alertRows, destinationRows } = readRowsFile(path);
  const destinations = destinationRows.length > 0 ? destinationRows : standInDestinations(alertRows);
  return lintRows(alertRows, destinations, settings, settings.warehouseId ?? "", now);
}

/** Lints the rows of the stack's table: those that changed since they were last deployed, or all. */
export async function lintWorkspace(
  sources: Parameters<typeof openConnection>[0],
  settings: Settings,
  now: Date,
  all: boolean,
): Promise<LintedRows> {
  const connection = await openConnection(sources, settings);
  try {
    const { alertRows, destinationRows } = await readRows(connection.sql, settings);
    return lintRows(alertRows, destinationRows, settings, connection.warehouseId, now, !all);
  } finally {
    await connection.close();
  }
}

function lintRows(
  alertRows: readonly RawRow[],
  destinationRows: readonly RawRow[],
  settings: Settings,
  warehouseId: string,
  now: Date,
  onlyChanged = false,
): LintedRows {
  const { alerts, faults } = planAlerts({ alertRows, destinationRows, settings, warehouseId });
  const otherFaults = faults.filter(({ table }) => table !== "alert_configurations");
  if (otherFaults.length > 0) {
    throw new Error(otherFaults.map(formatFault).join("\n"));
  }
  const changed = onlyChanged ? changedRows(alertRows, alerts) : undefined;
  // A row with a fault differs from what was deployed.
  const only = changed && [...changed, ...faults.map(({ row }) => row)];
  return {
    rows: alertRows.length,
    lookedAt: only === undefined ? alertRows.length : new Set(only).size,
    findings: lintAlerts({
      ...{ alertRows, destinationRows, alerts, faults, settings, now },
      ...(only && { only }),
    }),
  };
}
