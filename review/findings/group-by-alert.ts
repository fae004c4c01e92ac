import type { Finding } from "../../alerting/findings/finding";

/** Alert → what was found in it. */
export function groupByAlert(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    groups.set(finding.alertId, [...(groups.get(finding.alertId) ?? []), finding]);
  }
  return groups;
}
