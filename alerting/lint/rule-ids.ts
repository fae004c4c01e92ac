/** Every rule, by the name that settings and waivers use. Kept apart from the rules, so that reading settings loads none. */
export const LINT_RULE_IDS = [
  "cost/runs-per-day",
  "lookback/source-lag",
  "waiver/expired",
  "waiver/malformed",
  "waiver/unused",
] as const;

/** Checks against the workspace, which are no rules of lint: waivers name them, too. */
export const CHECK_RULE_IDS = [
  "column/aggregation",
  "column/ambiguous",
  "column/type",
  "query/column-missing",
  "query/function-missing",
  "query/not-allowed",
  "query/parameter-unbound",
  "query/refused",
  "query/syntax",
  "query/table-missing",
  "quota/full",
  "run-as/other-user",
  "run-as/unknown",
  "schedule/over",
  "subscription/unknown",
] as const;

export type LintRuleId = (typeof LINT_RULE_IDS)[number];

export function isLintRuleId(id: string): id is LintRuleId {
  return LINT_RULE_IDS.some((known) => known === id);
}
