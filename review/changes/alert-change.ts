import type { AlertDefinition } from "../../alerting/definition";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import type { Fault } from "../../alerting/row-faults";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { RemoteAlert } from "../../databricks/alerts-api";
import type { ChangeKind } from "../report/alert-review";
import type { Comparison } from "./compare-definitions";
import type { DestinationChange } from "./destination-changes";

/** What the next up does with one alert. */
export interface AlertChange extends Comparison {
  readonly alertId: string;
  readonly kind: ChangeKind;
  /** Why it is deleted or cannot be read. */
  readonly reason?: string;
  /** What is wrong with a row that cannot be read. */
  readonly faults?: readonly Fault[];
  /** As the table has it. */
  readonly row?: RawRow;
  /** As the table had it when the alert was last deployed, where that is known. */
  readonly lastRow?: RawRow;
  /** As the workspace has it. */
  readonly live?: RemoteAlert;
  /** As it was last deployed, by the stack's state; without one as the workspace has it. */
  readonly base?: AlertDefinition;
  /** As the row wants it. */
  readonly planned?: PlannedAlert;
  /** The state does not say what was last deployed: it cannot be told what of the difference is drift. */
  readonly isBaseUnknown: boolean;
  /** The stack does not have the alert, as far as is known, and the row means it. */
  readonly isTakenOver?: boolean;
  /** Destinations that it tells, and that go elsewhere. */
  readonly destinations?: readonly DestinationChange[];
  /** Who changed or deleted the row since the last sync. */
  readonly changedBy?: string;
}

export const NO_COMPARISON: Comparison & { readonly isBaseUnknown: boolean } = {
  fields: [],
  drift: [],
  isBaseUnknown: false,
};

/** What runs now and what is to run. */
export function definitionsOf({ kind, live, planned }: AlertChange): {
  readonly before?: AlertDefinition;
  readonly after?: AlertDefinition;
} {
  return {
    ...(live === undefined ? {} : { before: live.definition }),
    ...(planned === undefined || kind === "deleted" ? {} : { after: planned.definition }),
  };
}
