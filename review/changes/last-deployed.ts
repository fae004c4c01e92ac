import type { AlertDefinition } from "../../alerting/definition";
import { hashDefinition } from "../../alerting/definition-fields";
import { planAlerts, type PlanInput } from "../../alerting/plan-alerts";
import type { RowEvent } from "../../alerting/row-changes/row-event";
import type { RawRow } from "../../alerting/tables/row-reader";

/** A row as it was when it was last synced, and the definition that it made. */
export interface LastDeployed {
  readonly row?: RawRow;
  readonly definition: AlertDefinition;
}

/**
 * What was last deployed: a definition whose hash the row still holds. It is looked for where it may be had: what the row
 * asks for now, what the workspace has, what the row asked for before, by the change data feed.
 */
export function lastDeployed(
  row: RawRow,
  next: AlertDefinition,
  live: AlertDefinition,
  events: readonly RowEvent[],
  context: Omit<PlanInput, "alertRows">,
): LastDeployed | undefined {
  const synced = row["last_synced_hash"];
  // Never deployed by this program: all that the row wants otherwise is its change.
  if (typeof synced !== "string") return { definition: live };
  if (synced === hashDefinition(next)) return { row, definition: next };
  for (const { before } of events.toReversed()) {
    const definition = before && planAlerts({ ...context, alertRows: [before] }).alerts[0]?.definition;
    if (definition && hashDefinition(definition) === synced) return { row: before, definition };
  }
  return synced === hashDefinition(live) ? { definition: live } : undefined;
}
