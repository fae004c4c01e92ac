import { ExpectedError } from "../messages/expected-error";
import type { ApiError } from "./api-error";
import type { RemoteAlert } from "./remote-alert";

/** The workspace holds as many alerts as it may (1000, those in the trash included): trying again cannot help. */
export class QuotaExceededError extends ExpectedError {
  override readonly name = "QuotaExceededError";

  /** @param alerts what the workspace lists; undefined where it could not be asked */
  constructor(cause: ApiError, alerts: readonly RemoteAlert[] | undefined) {
    super(
      `${cause.message}. ${counted(alerts)}. Alerts in the trash count for 30 days: purge them in the workspace, delete alerts that ` +
        "nobody needs, or have the quota raised.",
      { cause },
    );
  }
}

function counted(alerts: readonly RemoteAlert[] | undefined): string {
  if (alerts === undefined) return "The workspace's alerts could not be counted";
  const trashed = alerts.filter(({ lifecycleState }) => lifecycleState === "DELETED").length;
  const all = `${alerts.length} alert${alerts.length === 1 ? "" : "s"}`;
  return trashed > 0
    ? `The workspace lists ${all}, ${trashed} of them in the trash`
    : `The workspace lists ${all}; those in its trash, which it does not list, come on top`;
}
