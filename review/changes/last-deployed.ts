import type { AlertDefinition } from "../../alerting/definition";
import { type FieldHashes, hashDefinition, hashFields } from "../../alerting/definition-fields";
import type { PlanInput } from "../../alerting/plan-alerts";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { RowEvent } from "../../rows/changes/change-feed";
import { definitionHash } from "../../rows/changes/changed-rows";
import type { DeployedAlert } from "./deployed-alert";

/** What the next up compares the row with. */
export interface LastDeployed {
  readonly definition: AlertDefinition;
  readonly hashes: FieldHashes;
  /** Only the state knows it. Else it is the alert as it runs: all that the row wants otherwise counts as its change. */
  readonly isKnown: boolean;
}

/** What was last deployed: the state's word, never the row's own. */
export function lastDeployed(known: DeployedAlert | undefined, live: AlertDefinition): LastDeployed {
  const definition = known?.definition ?? live;
  return {
    definition,
    hashes: known?.hashes ?? hashFields(definition),
    isKnown: known?.definition !== undefined,
  };
}

/**
 * The row as it was when it was last deployed: the earliest in the change data feed that makes this definition, else the row
 * as it is. What people wrote beside the definition since (a waiver) is not in it.
 */
export function lastRow(
  row: RawRow,
  deployed: AlertDefinition,
  events: readonly RowEvent[],
  context: Omit<PlanInput, "alertRows">,
): RawRow | undefined {
  const hash = hashDefinition(deployed);
  const rows = [...events.map(({ before }) => before), row].filter((one) => one !== undefined);
  return rows.find((one) => definitionHash(one, context) === hash);
}
