import type { Finding } from "../../lint/finding";

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
