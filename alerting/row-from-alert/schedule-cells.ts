import type { AlertDefinition } from "../definition";
import { PAUSE_STATUSES } from "../tables/allowed-values";
import type { AlertRow } from "../tables/alert-configurations";
import type { Cells } from "./cells";

/** The alert of a disabled row is paused: one that runs again means an enabled row. */
export function pauseCells(
  { schedule: { pauseStatus } }: AlertDefinition,
  { is_enabled }: Pick<AlertRow, "is_enabled">,
): Cells {
  const known = PAUSE_STATUSES.find((status) => status === pauseStatus);
  if (known === undefined) return {};
  return { pause_status: known, ...(known === "UNPAUSED" && !is_enabled ? { is_enabled: true } : {}) };
}
