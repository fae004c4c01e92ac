import { activeAlerts, type AlertsApi } from "../../databricks/alerts-api";
import { isRefused } from "../../databricks/api-error";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { ExpectedError } from "../../messages/expected-error";

/** What is read, or a sentence that says what may not be, and what to do. */
export async function orRefused<Read>(reading: Promise<Read>, sentence: string): Promise<Read> {
  try {
    return await reading;
  } catch (error) {
    if (!isRefused(error)) throw error;
    throw new ExpectedError(sentence, { cause: error });
  }
}

/** All active alerts that one may see. */
export function listedAlerts(
  alerts: Pick<AlertsApi, "list">,
  say: (progress: string) => void,
): Promise<readonly RemoteAlert[]> {
  return orRefused(
    activeAlerts(alerts, (count) => say(`${count} alerts listed`)),
    "You may not list the workspace's alerts (403): have an administrator give you the entitlement Databricks SQL access. Nothing was written.",
  );
}
