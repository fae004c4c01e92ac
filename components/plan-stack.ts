import * as pulumi from "@pulumi/pulumi";
import { formatFaults } from "../alerting/faults";
import { planAlerts } from "../alerting/plan-alerts";
import { parseSettings } from "../alerting/settings";
import { staleRows } from "../alerting/stale-rows";
import type { AlertingArgs } from "./alerting";
import { connect } from "./connection";
import { readTableRows } from "./table-rows";

export interface PlannedStack extends AlertingArgs {
  readonly counts: { readonly declared: number; readonly paused: number; readonly skipped: number };
  alertUrls(alertIds: Readonly<Record<string, string>>): Record<string, string>;
}

/** Reads the rows and checks all of them; throws one message with every fault of every row. */
export async function planStack(config: pulumi.Config): Promise<PlannedStack> {
  const settings = parseSettings((name) => config.get(name));
  const connection = await connect(settings);
  try {
    const { warehouseId, host } = connection;
    const { alertRows, destinationRows, firstRun } = await readTableRows(connection.sql, settings);
    const plan = planAlerts({ alertRows, destinationRows, settings, warehouseId });
    if (plan.faults.length > 0) {
      throw new pulumi.RunError(formatFaults(plan.faults));
    }
    const paused = plan.alerts.filter(({ definition }) => definition.schedule.pauseStatus === "PAUSED");
    return {
      settings,
      plan,
      firstRun,
      staleRows: staleRows(alertRows, plan.alerts),
      counts: { declared: plan.alerts.length, paused: paused.length, skipped: plan.skipped.length },
      alertUrls: (ids) =>
        Object.fromEntries(Object.entries(ids).map(([row, id]) => [row, `${host}/sql/alerts-v2/${id}`])),
    };
  } finally {
    await connection.close();
  }
}
