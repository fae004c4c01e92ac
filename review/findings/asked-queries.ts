import type { Finding } from "../../alerting/findings/finding";
import type { NotChecked } from "../checks/contract-check";

/** What lint supposes of a query from its text alone; a warehouse knows, and the checks against it say so. */
const SUPPOSED: ReadonlySet<string> = new Set([
  "column/missing",
  "column/type",
  "query/syntax",
  "query/unreadable",
]);

/** Whether lint supposes something that a warehouse would know. */
export function isSupposed({ rule }: Pick<Finding, "rule">): boolean {
  return SUPPOSED.has(rule);
}

/** The findings of lint without what it supposes of queries that the warehouse has answered for: that answer counts. */
export function withoutAnswered(
  findings: readonly Finding[],
  asked: readonly { readonly alertId: string }[],
  notChecked: readonly NotChecked[],
): Finding[] {
  const open = notChecked.filter(({ what }) => what === "query");
  const isNobodyAsked = open.some(({ alertId }) => alertId === undefined);
  const unanswered = new Set(open.map(({ alertId }) => alertId));
  const answered = new Set(asked.map(({ alertId }) => alertId).filter((alertId) => !unanswered.has(alertId)));
  return findings.filter(
    (finding) => isNobodyAsked || !isSupposed(finding) || !answered.has(finding.alertId),
  );
}
