import type { FindingSeverity } from "../../settings/lint-settings";

/** Something about one alert that its author should look at: from lint, or from a check against the workspace. */
export interface Finding {
  /** `column/missing`; its page is `docs/lint/column-missing.md`. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly alertId: string;
  /** The column of alert_configurations to look at. */
  readonly column?: string;
  /** What tells this finding from others of the same rule in the same alert: a table, a column, a literal. */
  readonly about?: string;
  /** What is the case, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** The row says that this is meant to be so: the finding neither fails a review nor shows in a preview. */
  readonly waived?: { readonly until: string; readonly because: string };
}
