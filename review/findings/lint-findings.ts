import { planAlerts, type PlanInput } from "../../alerting/plan-alerts";
import type { RawRow } from "../../alerting/tables/row-reader";
import { type Finding, fingerprint } from "../../lint/finding";
import { lintAlerts } from "../../lint/lint-alerts";
import type { Settings } from "../../settings/settings";
import type { AlertChange } from "../changes/alert-change";

export interface LintFindings {
  readonly current: readonly Finding[];
  /** Of the rows as they were last deployed, as `fingerprint` tells them. */
  readonly known: ReadonlySet<string>;
}

interface LintContext extends Omit<PlanInput, "alertRows"> {
  readonly settings: Settings;
}

/** What lint finds in the rows of these changes, and what it found already when they were last deployed. */
export function lintFindings(
  changes: readonly AlertChange[],
  alertRows: readonly RawRow[],
  context: LintContext,
  now: Date,
): LintFindings {
  const lint = (rows: readonly RawRow[], only: readonly string[]) =>
    only.length === 0
      ? []
      : lintAlerts({
          ...{
            alertRows: rows,
            destinationRows: context.destinationRows,
            settings: context.settings,
            now,
            only,
          },
          alerts: planAlerts({ ...context, alertRows: rows }).alerts,
        });
  const lastRows = new Map(
    changes.flatMap(({ alertId, lastRow }) => (lastRow ? [[alertId, lastRow] as const] : [])),
  );
  const oldRows = alertRows.map((row) => lastRows.get(String(row["alert_id"])) ?? row);
  return {
    current: lint(
      alertRows,
      changes.map(({ alertId }) => alertId),
    ),
    known: new Set(lint(oldRows, [...lastRows.keys()]).map(fingerprint)),
  };
}
