import type { ApiError } from "./api-error";
import type { RemoteAlert } from "./remote-alert";

/** The workspace holds as many alerts as it may (1000, those in the trash included): trying again cannot help. */
export class QuotaExceededError extends Error {
  override readonly name = "QuotaExceededError";

  /** @param alerts what the workspace lists; undefined where it could not be asked */
  constructor(cause: ApiError, alerts: readonly RemoteAlert[] | undefined) {
    const trashed = alerts?.filter((alert) => alert.lifecycleState === "DELETED").length ?? 0;
    const count = alerts
      ? `The workspace lists ${alerts.length} alerts, ${trashed} of them in the trash. `
      : "The workspace's alerts could not be counted. ";
    super(
      `${cause.message}. ${count}Alerts in the trash count for 30 days: purge them in the workspace, delete alerts that ` +
        "nobody needs, or have the quota raised.",
      { cause },
    );
  }
}
