import { z } from "zod";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { readNamedAlerts } from "../rows/statements/read-rows";
import type { Workspace } from "./workspace";

const NamedAlerts = z.array(
  z.object({
    alert_id: z.string(),
    databricks_alert_id: z.string(),
    is_enabled: z.boolean().nullable(),
    last_sync_status: z.string().nullable(),
  }),
);
export type NamedAlerts = z.output<typeof NamedAlerts>;

/**
 * Records as deleted what rows still name and the workspace does not have any more: a `destroy` that was cut off had
 * deleted it, and did not come to write so.
 */
export async function recordVanished(workspace: Workspace): Promise<void> {
  const { alerts, syncLog } = workspace;
  const named = await namedAlerts(workspace);
  const vanished = await Promise.all(
    named.map(async ({ alert_id: alertId, databricks_alert_id: databricksAlertId }) => {
      const id = databricksAlertId.trim();
      const remote = id === "" ? undefined : await alerts.get(id);
      return remote?.lifecycleState === "ACTIVE" ? [] : [{ alertId, databricksAlertId }];
    }),
  );
  await Promise.all(vanished.flat().map((deletion) => syncLog.deleted(deletion)));
}

/** The rows that name an alert, as the table has them. */
export async function namedAlerts(workspace: Workspace): Promise<NamedAlerts> {
  const session = await workspace.sql();
  try {
    return NamedAlerts.parse(await session.query(readNamedAlerts(workspace.settings)));
  } catch (error) {
    // Without the table there is no row that could name one.
    if (error instanceof SqlStatementError && error.isTableNotFound) {
      return [];
    }
    throw error;
  }
}
