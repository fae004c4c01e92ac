import type { Finding } from "./findings/finding";
import type { AlertRow } from "../alerting/tables/alert-configurations";
import {
  WAIVER_EXPIRED,
  WAIVER_MALFORMED,
  WAIVER_REFUSED,
  WAIVER_TOO_LONG,
  WAIVER_UNUSED,
} from "./waiver-rules";
import type { RuleDescription } from "./lint-rule";
import { isOfLintAlone } from "../settings/rule-ids";
import { isExpired, isInForce, isTooLong, lastPossibleDay, readWaivers, type Waiver } from "./waiver";

/** Marks what the row waives among its findings, and adds what there is to say of the waivers themselves. */
export function applyWaivers(
  { alert_id: alertId, tags }: Pick<AlertRow, "alert_id" | "tags">,
  findings: readonly Finding[],
  now: Date,
): Finding[] {
  const { waivers, faults } = readWaivers(tags);
  const valid = waivers.filter((waiver) => isInForce(waiver, now));
  const found = new Set(findings.map(({ rule }) => rule));
  const errors = new Set(findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule));
  const say = (rule: RuleDescription, message: string, about: string): Finding => ({
    rule: rule.id,
    severity: rule.severity,
    alertId,
    column: "tags",
    about,
    message,
    fix: rule.fix,
  });
  return [
    ...findings.map((finding) => waived(finding, valid)),
    ...faults.map((fault) =>
      say(WAIVER_MALFORMED, `A waiver cannot be read: ${fault}${fault.endsWith("?") ? "" : "."}`, fault),
    ),
    ...waivers
      .filter((waiver) => isExpired(waiver, now))
      .map(({ rule, until }) =>
        say(WAIVER_EXPIRED, `The waiver of ${rule} ended on ${until}.`, `${rule} ${until}`),
      ),
    ...valid
      .filter(({ rule }) => errors.has(rule))
      .map(({ rule }) =>
        say(WAIVER_REFUSED, `${rule} is an error here, and an error cannot be waived.`, rule),
      ),
    ...waivers
      .filter((waiver) => isTooLong(waiver, now))
      .map(({ rule, until }) =>
        say(
          WAIVER_TOO_LONG,
          `The waiver of ${rule} until ${until} waives nothing: the last day that it may have today is ${lastPossibleDay(now)}.`,
          `${rule} ${until}`,
        ),
      ),
    ...valid
      .filter(({ rule }) => isOfLintAlone(rule) && !found.has(rule))
      .map(({ rule }) => say(WAIVER_UNUSED, `${rule} finds nothing to waive here.`, rule)),
  ];
}

/** Marks what the row waives today; an error it cannot. */
export function markWaived(tags: AlertRow["tags"], finding: Finding, now: Date): Finding {
  return waived(
    finding,
    readWaivers(tags).waivers.filter((waiver) => isInForce(waiver, now)),
  );
}

function waived(finding: Finding, waivers: readonly Waiver[]): Finding {
  const waiver = finding.severity === "error" ? undefined : waivers.find(({ rule }) => rule === finding.rule);
  return waiver ? { ...finding, waived: { until: waiver.until, because: waiver.because } } : finding;
}
