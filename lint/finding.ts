import type { Fault } from "../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { FindingSeverity } from "../settings/lint-settings";

/** Something about one alert that its author should look at: from lint, or from a check against the workspace. */
export interface Finding {
  /** `column/missing`; its page is `docs/lint/column-missing.md`. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly alertId: string;
  /** Of which `alertId` is the key, where the finding is about a row of another table. @default alert_configurations */
  readonly table?: string;
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

/** The finding as what is wrong with a cell: what is the case, what to do about it, and by which rule. */
export function findingFault({ alertId, table, column, message, fix, rule }: Finding): Fault {
  return {
    table: table ?? ALERT_CONFIGURATIONS.name,
    row: alertId,
    ...(column !== undefined && { column }),
    rule: `${message} ${fix} (${rule})`,
  };
}

/** The same for the same thing in the same alert, however it is worded and whatever its severity is. */
export function fingerprint({ rule, alertId, about = "" }: Finding): string {
  return JSON.stringify([rule, alertId, about]);
}

/** The findings that were not there before: a waiver that ended counts, one that began does not. */
export function newFindings(findings: readonly Finding[], earlier: readonly Finding[]): Finding[] {
  const known = new Set(earlier.filter(({ waived }) => waived === undefined).map(fingerprint));
  return findings.filter((finding) => finding.waived === undefined && !known.has(fingerprint(finding)));
}

/** The gravest severity among those that are not waived. */
export function worstSeverity(findings: readonly Finding[]): Finding["severity"] | undefined {
  const severities = new Set(
    findings.filter(({ waived }) => waived === undefined).map(({ severity }) => severity),
  );
  return (["error", "warning", "info"] as const).find((severity) => severities.has(severity));
}
