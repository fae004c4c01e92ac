import type { Finding } from "../findings/finding";

/** How much the checks of one run may cost. */
export interface ContractBudget {
  /** Of the warehouse; what is beyond is not checked, and said so. */
  readonly statements: number;
  /** For all checks together; a statement that is not answered by then is cancelled. */
  readonly timeMs: number;
}

/** Something that nobody looked at. */
export interface NotChecked {
  /** Left out: it is about all alerts that were to be checked. */
  readonly alertId?: string;
  /** `query`, `subscriptions`, … */
  readonly what: string;
  /** One sentence. */
  readonly reason: string;
}

/** What came of checking alerts against their workspace. */
export interface ContractCheck {
  /** In the order of the alerts. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  /** Row → its next three runs, ISO 8601; not of a paused one, nor of a schedule that cannot be forecast. */
  readonly nextRuns: ReadonlyMap<string, readonly string[]>;
}
