import { activeAlerts, type AlertsApi } from "../../databricks/alerts-api";
import { ApiError } from "../../databricks/api-error";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { ExpectedError } from "../../messages/expected-error";

/** Whether the service says that whoever asks may not. */
export function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}

/** What is read, or a sentence that says what may not be, and what to do. */
export async function orRefused<Read>(reading: Promise<Read>, sentence: string): Promise<Read> {
  try {
    return await reading;
  } catch (error) {
    if (!isRefused(error)) throw error;
    throw new ExpectedError(sentence, { cause: error });
  }
}

/** What is read, or `undefined` where it may not be. */
export async function unlessRefused<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return undefined;
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
