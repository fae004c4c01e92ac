import type { Finding } from "../../alerting/findings/finding";
import { fingerprint } from "../../alerting/findings/new-findings";
import { CHECK_RULE_IDS, LINT_RULE_IDS } from "../../alerting/lint/rule-ids";
import type { AlertChange } from "../changes/alert-change";
import type { FindingReview } from "../report/alert-review";

const WAIVABLE: ReadonlySet<string> = new Set([...LINT_RULE_IDS, ...CHECK_RULE_IDS]);

/** A finding for the report. What a row that did not change has, and what it had when it was deployed, is not new. */
export function reviewed(finding: Finding, { kind }: AlertChange, known: ReadonlySet<string>): FindingReview {
  const { rule, severity, column, message, fix, waived } = finding;
  const isOwn = !WAIVABLE.has(rule);
  const isAboutChange = kind === "added" || kind === "changed" || kind === "unreadable";
  const isNew = isOwn || (isAboutChange && !known.has(fingerprint(finding)));
  return {
    ...{ rule, severity, message, fix, isNew },
    ...(column === undefined ? {} : { column }),
    ...(waived === undefined ? {} : { waived }),
    ...(isOwn || kind === "unreadable" || rule.startsWith("waiver/")
      ? {}
      : { waiver: `waive ${rule} until <date> because <reason>` }),
  };
}
