import { z } from "zod";
import { ALERT_CONFIGURATIONS, alertIdOf } from "../alerting/tables/alert-configurations";
import { namedAlert } from "../alerting/which-alert";
import type { AlertsApi } from "../databricks/alerts-api";
import { isUnseen } from "../databricks/api-error";
import type { RemoteAlert } from "../databricks/remote-alert";
import { SqlStatementError, SqlTimeoutError } from "../databricks/sql-statement-error";
import { firstOf, versionsSince } from "../rows/change-records";
import { readDeletedRows, readTableHistory } from "../rows/statements/read-changes";
import { readNamedAlerts } from "../rows/statements/read-rows";
import type { Workspace } from "./workspace";

const NamedAlerts = z.array(
  z
    .object({
      alert_id: z.string(),
      databricks_alert_id: z.string(),
      is_enabled: z.boolean().nullable(),
      last_sync_status: z.string().nullable(),
    })
    .transform((row) => ({
      alertId: row.alert_id,
      /** Letter by letter: a deletion changes the row only while it has this. */
      writtenId: row.databricks_alert_id,
      /** Left out where what is written means none. */
      databricksAlertId: namedAlert(row),
      isEnabled: row.is_enabled === true,
    })),
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
    named.map(async ({ alertId, writtenId }) => {
      const id = writtenId.trim();
      const isThere = id !== "" && (await isActive(id, alerts));
      return isThere ? [] : [{ alertId, databricksAlertId: writtenId }];
    }),
  );
  await Promise.all(vanished.flat().map((deletion) => syncLog.deleted(deletion)));
}

/** What the workspace does not show may be there: nobody deleted it. */
async function isActive(id: string, alerts: AlertsApi): Promise<boolean> {
  try {
    return (await alerts.get(id))?.lifecycleState === "ACTIVE";
  } catch (error) {
    if (isUnseen(error)) return true;
    throw error;
  }
}

/** The rows that name an alert, as the table has them. */
export async function namedAlerts(workspace: Workspace): Promise<NamedAlerts> {
  const session = await workspace.sql();
  try {
    return NamedAlerts.parse(await session.query(readNamedAlerts(workspace.settings)));
  } catch (error) {
    // Without the table there is no row that could name one.
    if (error instanceof SqlStatementError && error.isTableNotFound) return [];

    throw error;
  }
}

/** A table keeps what its change data feed needs for a week, unless somebody set it otherwise. */
export const FEED_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The alerts that this run is about to delete: those of rows that were deleted, or that are declared no more. The engine
 * deletes last, and tells of it no earlier.
 */
export class AlertsToDelete {
  /** Undefined in a run of some targets: which alerts it deletes is not known, and may be none. */
  #declared: ReadonlySet<string> | undefined;
  readonly #named = new Set<string>();

  readonly #workspace: Pick<Workspace, "settings" | "sql" | "lastRun">;

  constructor(workspace: Pick<Workspace, "settings" | "sql" | "lastRun">) {
    this.#workspace = workspace;
  }

  /** What is known before anything is done: the rows that are declared, and the alerts that others name. */
  expect(declaredRows: readonly string[], named: readonly string[]): void {
    this.#declared = new Set(declaredRows);
    named.forEach((id) => this.#named.add(id));
  }

  /** Whether a row names it that is declared no more, and no other row does. */
  isNamed(id: string): boolean {
    return this.#named.has(id);
  }

  /**
   * Whether it was the alert of a row that is no more; the table is asked unless the row is still in it. That a row named it is
   * not enough: the stack had one of its name for a row that left.
   */
  async has({ id, definition }: RemoteAlert): Promise<boolean> {
    const declared = this.#declared;
    const { settings, lastRun } = this.#workspace;
    if (declared === undefined || settings.deletionPolicy === "keep") return false;

    if (lastRun.hasLeft(definition.displayName) === false) return false;

    return this.#named.has(id) || this.#lostRow(id, declared);
  }

  async #lostRow(id: string, declared: ReadonlySet<string>): Promise<boolean> {
    const { settings } = this.#workspace;
    try {
      const session = await this.#workspace.sql();
      const history = await session.query(readTableHistory(settings, ALERT_CONFIGURATIONS.name));
      const versions = versionsSince(history, new Date(Date.now() - FEED_KEPT_MS));
      const deleted =
        versions.length > 0 ? await session.query(readDeletedRows(settings, firstOf(versions), [id])) : [];
      // A row that was deleted and inserted again is declared, and its alert stays.
      return deleted.some((row) => !declared.has(alertIdOf(row)));
    } catch (error) {
      // Without the feed, or the right to read it, nobody can tell.
      if (error instanceof SqlStatementError || error instanceof SqlTimeoutError) return false;
      throw error;
    }
  }
}
