import { z } from "zod";
import { readNamedAlerts } from "../alerting/statements/read-named-alerts";
import { SqlStatementError } from "../databricks/sql-statement-error";
import type { Workspace } from "./workspace";

const NamedAlerts = z.array(z.object({ alert_id: z.string(), databricks_alert_id: z.string() }));

/**
 * Records as deleted what rows still name and the workspace does not have any more: a `destroy` that was cut off had
 * deleted it, and did not come to write so.
 */
export async function recordVanished(workspace: Workspace): Promise<void> {
  const { alerts, syncLog } = workspace;
  const named = await namedAlerts(workspace);
  const vanished = await Promise.all(
    [...named].map(async ([alertId, databricksAlertId]) => {
      const remote = await alerts.get(databricksAlertId);
      return remote?.lifecycleState === "ACTIVE" ? [] : [{ alertId, databricksAlertId }];
    }),
  );
  await Promise.all(vanished.flat().map((deletion) => syncLog.deleted(deletion)));
}

/** Row → the alert that it names, as the table has it. */
export async function namedAlerts(workspace: Workspace): Promise<ReadonlyMap<string, string>> {
  const session = await workspace.sql();
  try {
    const rows = NamedAlerts.parse(await session.query(readNamedAlerts(workspace.settings)));
    return new Map(rows.map((row) => [row.alert_id, row.databricks_alert_id.trim()]));
  } catch (error) {
    // Without the table there is no row that could name one.
    if (error instanceof SqlStatementError && error.isTableNotFound) {
      return new Map();
    }
    throw error;
  }
}
