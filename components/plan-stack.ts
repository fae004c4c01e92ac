import type * as pulumi from "@pulumi/pulumi";
import { formatFaults, type Fault } from "../alerting/row-faults";
import { changedRows, definitionHash } from "../alerting/row-changes/changed-rows";
import { planAlerts } from "../alerting/plan-alerts";
import { staleRows } from "../alerting/stale-rows";
import type { AlertingArgs } from "./alerting";
import { connect } from "./connection";
import { readSettings } from "./stack-settings";
import { stillDeployed } from "../databricks/still-deployed";
import { readTableRows } from "../databricks/table-rows";

export interface PlannedStack extends AlertingArgs {
  /** Scheme and host, for links. */
  readonly host: string;
  readonly warehouseId: string;
  readonly counts: { readonly declared: number; readonly paused: number; readonly skipped: number };
  alertUrls(alertIds: Readonly<Record<string, string>>): Record<string, string>;
}

/** Reads the rows and checks all of them; throws one message with every fault of every row. */
export async function planStack(config: pulumi.Config): Promise<PlannedStack> {
  const settings = readSettings(config);
  const connection = await connect(settings);
  try {
    const { warehouseId, host } = connection;
    const { alertRows, destinationRows, ...tables } = await readTableRows(connection.sql, settings);
    const plan = planAlerts({ alertRows, destinationRows, settings, warehouseId });
    const faults = [...plan.faults, ...tables.faults.filter((fault) => !isKnown(fault, plan.faults))];
    if (faults.length > 0) {
      throw new Error(formatFaults(faults));
    }
    const alerts = [...plan.alerts, ...(await stillDeployed(plan, connection.alerts))];
    const skipped = alertRows.length - alerts.length;
    const paused = alerts.filter(({ definition }) => definition.schedule.pauseStatus === "PAUSED");
    return {
      ...{ settings, host, warehouseId },
      alerts,
      firstRun: tables.firstRun,
      missingTables: tables.missingTables,
      warnings: plan.warnings,
      skipped,
      staleRows: staleRows(alertRows, alerts),
      changes: {
        tableRows: tables.tableRows,
        changedRows: changedRows(tables.tableRows, alerts),
        hashOf: (row) => definitionHash(row, { destinationRows, settings, warehouseId }),
      },
      counts: { declared: alerts.length, paused: paused.length, skipped },
      alertUrls: (ids) =>
        Object.fromEntries(Object.entries(ids).map(([row, id]) => [row, `${host}/sql/alerts-v2/${id}`])),
    };
  } finally {
    await connection.close();
  }
}

function isKnown({ table, row, column }: Fault, known: readonly Fault[]): boolean {
  return known.some((fault) => fault.table === table && fault.row === row && fault.column === column);
}
