import pLimit from "p-limit";
import type { AlertsApi } from "../../databricks/alerts-api";
import { isRefused } from "../../databricks/api-error";
import type { RemoteAlert } from "../../databricks/remote-alert";

/** So many are asked for beside each other. */
const AT_ONCE = 8;

export interface UnlistedAlerts {
  /** Those that are there all the same. */
  readonly active: readonly RemoteAlert[];
  /** Ids of those that whoever asks may not read. */
  readonly refused: ReadonlySet<string>;
}

/** Alerts that a listing leaves out though somebody has their ids: it need not be whole, and what is there must not be made twice. */
export async function unlistedAlerts(
  alerts: Pick<AlertsApi, "get">,
  ids: readonly string[],
  listed: readonly RemoteAlert[],
): Promise<UnlistedAlerts> {
  const known = new Set(listed.map(({ id }) => id));
  const unknown = [...new Set(ids)].filter((id) => !known.has(id));
  const refused = new Set<string>();
  const found = await pLimit(AT_ONCE).map(unknown, async (id) => {
    try {
      return await alerts.get(id);
    } catch (error) {
      if (!isRefused(error)) throw error;
      refused.add(id);
      return undefined;
    }
  });
  return { active: found.flatMap((one) => (one?.lifecycleState === "ACTIVE" ? [one] : [])), refused };
}
