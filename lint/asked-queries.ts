import type { Finding } from "./findings/finding";
import type { NotChecked } from "./checks/contract-check";

/** What lint supposes of a query from its text alone; a warehouse knows, and the checks against it say so. */
const SUPPOSED: ReadonlySet<string> = new Set([
  "column/missing",
  "column/type",
  "query/syntax",
  "query/unreadable",
]);

/** Whether lint could not read the query, which a warehouse may. */
export function isUnread({ rule }: Pick<Finding, "rule">): boolean {
  return rule === "query/syntax" || rule === "query/unreadable";
}

/** The findings of lint without what it supposes of queries that the warehouse has answered for: that answer counts. */
export function withoutAnswered(
  findings: readonly Finding[],
  asked: readonly { readonly alertId: string }[],
  notChecked: readonly NotChecked[],
): Finding[] {
  const answered = answeredAlerts(asked, notChecked);
  return findings.filter(({ rule, alertId }) => !SUPPOSED.has(rule) || !answered.has(alertId));
}

/** Those whose query the warehouse has answered for. */
export function answeredAlerts(
  asked: readonly { readonly alertId: string }[],
  notChecked: readonly NotChecked[],
): ReadonlySet<string> {
  const open = notChecked.filter(({ what }) => what === "query");
  if (open.some(({ alertId }) => alertId === undefined)) return new Set();
  const unanswered = new Set(open.map(({ alertId }) => alertId));
  return new Set(asked.map(({ alertId }) => alertId).filter((alertId) => !unanswered.has(alertId)));
}
