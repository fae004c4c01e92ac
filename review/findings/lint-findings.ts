import type { AlertPlan } from "../../alerting/plan-alerts";
import type { PlannedAlert } from "../../alerting/planned-alert";
import type { TestsOfAlerts } from "../../lint/test-coverage";
import { type Finding, fingerprint } from "../../lint/finding";
import { lintAlerts, type LintInput } from "../../lint/lint-alerts";
import { readWaivers } from "../../lint/waivers";
import { CHECK_RULE_IDS, LINT_RULE_IDS } from "../../settings/lint-settings";
import type { AlertChange } from "../changes/alert-change";
import type { FindingReview } from "../report/alert-review";

/** Alert → what was found in it, the worst first. What is found by rule and column is told once, as it was found first. */
export function groupByAlert(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.alertId) ?? [];
    const isTold = group.some(
      ({ rule, column, about }) =>
        rule === finding.rule && column === finding.column && (about ?? finding.about) === finding.about,
    );
    groups.set(finding.alertId, isTold ? group : [...group, finding]);
  }
  return groups;
}

const WAIVABLE: ReadonlySet<string> = new Set([...LINT_RULE_IDS, ...CHECK_RULE_IDS]);

/** A finding for the report. What a row that did not change has, and what it had when it was deployed, is not new. */
export function reviewed(finding: Finding, change: AlertChange, known: ReadonlySet<string>): FindingReview {
  const { kind } = change;
  const { rule, severity, column, message, fix, waived } = finding;
  const isOwn = !WAIVABLE.has(rule);
  const isAboutChange = kind === "added" || kind === "changed" || kind === "unreadable";
  const canBeWaived = !isOwn && severity !== "error" && kind !== "unreadable" && !rule.startsWith("waiver/");
  const isNew = isOwn || (isAboutChange && !known.has(fingerprint(finding)));
  return {
    rule,
    severity,
    message,
    fix,
    isNew,
    ...(column !== undefined && { column }),
    ...(waived !== undefined && {
      waived: { ...waived, isNew: isAboutChange && !hadWaiver(finding, change) },
    }),
    ...(canBeWaived && { waiver: `waive ${rule} until <date> because <reason>` }),
  };
}

/** Whether the row waived it, word for word, when it was last deployed. Where nobody knows that row, it did not. */
function hadWaiver({ rule, waived }: Finding, { lastRow }: AlertChange): boolean {
  if (lastRow === undefined) return false;
  return readWaivers(lastRow.row.tags).waivers.some(
    (waiver) => waiver.rule === rule && waiver.until === waived?.until && waiver.because === waived.because,
  );
}

interface LintFindings {
  readonly current: readonly Finding[];
  /** Of the rows as they were last deployed, as `fingerprint` tells them. */
  readonly known: ReadonlySet<string>;
}

/** What lint finds in the rows of these changes, and what it found already when they were last deployed. */
export function lintFindings(
  changes: readonly AlertChange[],
  { rows, alerts, channels }: Pick<AlertPlan, "rows" | "alerts" | "channels">,
  settings: LintInput["settings"],
  now: Date,
  tests?: TestsOfAlerts,
): LintFindings {
  const lint = (all: readonly PlannedAlert[], only: readonly string[]) =>
    only.length === 0
      ? []
      : lintAlerts({ alerts: all, channels, settings, now, only, ...(tests && { tests }) });
  const last = new Map(changes.flatMap(({ alertId, lastRow }) => (lastRow ? [[alertId, lastRow]] : [])));
  const declaredThen = rows.flatMap(({ alertId, alert, skipReason }) =>
    last.has(alertId) ? (last.get(alertId)?.alert ?? []) : skipReason === undefined ? (alert ?? []) : [],
  );
  return {
    current: lint(
      alerts,
      changes.map(({ alertId }) => alertId),
    ),
    known: new Set(lint(declaredThen, [...last.keys()]).map(fingerprint)),
  };
}
