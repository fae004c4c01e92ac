import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { rowReader } from "../../alerting/tables/row-reader";
import { type Finding, fingerprint } from "../../lint/finding";
import { readWaivers } from "../../lint/waivers";
import { CHECK_RULE_IDS, LINT_RULE_IDS } from "../../settings/lint-settings";
import type { AlertChange } from "../changes/alert-change";
import type { FindingReview } from "../report/alert-review";

const read = rowReader(ALERT_CONFIGURATIONS);
const WAIVABLE: ReadonlySet<string> = new Set([...LINT_RULE_IDS, ...CHECK_RULE_IDS]);

/** A finding for the report. What a row that did not change has, and what it had when it was deployed, is not new. */
export function reviewed(finding: Finding, change: AlertChange, known: ReadonlySet<string>): FindingReview {
  const { kind } = change;
  const { rule, severity, column, message, fix, waived } = finding;
  const isOwn = !WAIVABLE.has(rule);
  const isAboutChange = kind === "added" || kind === "changed" || kind === "unreadable";
  const isNew = isOwn || (isAboutChange && !known.has(fingerprint(finding)));
  return {
    ...{ rule, severity, message, fix, isNew },
    ...(column === undefined ? {} : { column }),
    ...(waived === undefined
      ? {}
      : { waived: { ...waived, isNew: isAboutChange && !hadWaiver(finding, change) } }),
    ...(isOwn || severity === "error" || kind === "unreadable" || rule.startsWith("waiver/")
      ? {}
      : { waiver: `waive ${rule} until <date> because <reason>` }),
  };
}

/** Whether the row waived it, word for word, when it was last deployed. Where nobody knows that row, it did not. */
function hadWaiver({ rule, waived }: Finding, { lastRow }: AlertChange): boolean {
  if (lastRow === undefined) return false;
  return readWaivers(read(lastRow).row.tags).waivers.some(
    (waiver) => waiver.rule === rule && waiver.until === waived?.until && waiver.because === waived.because,
  );
}
