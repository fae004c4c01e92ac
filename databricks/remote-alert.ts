import type { AlertDefinition } from "../alerting/definition";

/** An alert as the workspace has it. */
export interface RemoteAlert {
  readonly id: string;
  /**
   * Normalised: no `/Workspace` prefix, the service's defaults filled in. An alert edited by hand may hold enum values and
   * thresholds (`{column}`) that `AlertDefinition` does not know: they are kept as they came, so that they show as drift.
   */
  readonly definition: AlertDefinition;
  readonly lifecycleState: "ACTIVE" | "DELETED";
  /** How the last evaluation ended: `OK`, `TRIGGERED`, `ERROR`, `UNKNOWN`. */
  readonly evaluationState?: string;
  readonly lastEvaluatedAt?: string;
  readonly createTime?: string;
  readonly updateTime?: string;
  readonly ownerUserName?: string;
  /** Fields that no row can say anything of, by their paths in the API: whatever we write, the alert keeps them. */
  readonly kept?: readonly string[];
}
