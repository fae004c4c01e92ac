import { nearestWord, shownText } from "../messages/words";

/** Every rule, by the name that settings and waivers use. Kept apart from the rules, so that reading settings loads none. */
export const LINT_RULE_IDS = [
  "alert/duplicate",
  "alert/paused-long",
  "column/missing",
  "column/type",
  "cost/runs-per-day",
  "cost/warehouse-hours",
  "cron/default",
  "cron/dst",
  "cron/invalid",
  "cron/same-time",
  "description/missing",
  "empty/absence-ok",
  "empty/null-row",
  "filter/partition",
  "filter/time",
  "join/list-prices",
  "lookback/source-lag",
  "notify/critical-by-email",
  "notify/nobody",
  "notify/twice",
  "notify/untested",
  "order/missing",
  "owner/missing",
  "query/division-by-zero",
  "query/equals-null",
  "query/hard-coded-catalog",
  "query/hard-coded-date",
  "query/no-query",
  "query/not-analysed",
  "query/parameter-unbound",
  "query/random",
  "query/star",
  "query/syntax",
  "query/unreadable",
  "retrigger/masks",
  "retrigger/too-short",
  "row/invalid",
  "row/without-feature",
  "run-as/person",
  "runbook/missing",
  "runbook/no-link",
  "severity/rarely",
  "shadow/over",
  "silence/covers-nothing",
  "silence/critical-long",
  "silence/expired",
  "silence/whole-domain",
  "template/anonymous",
  "template/column-missing",
  "template/variable-unknown",
  "test/boundary",
  "test/mutants",
  "test/none",
  "test/one-sided",
  "threshold/always",
  "threshold/float-equality",
  "threshold/twice",
  "threshold/unreachable",
  "time-zone/current-date",
  "value/unseen",
  "waiver/expired",
  "waiver/malformed",
  "waiver/refused",
  "waiver/too-long",
  "waiver/unused",
] as const;

/** What the workspace is asked for; some of it lint finds in the text, too. Waivers name them. */
export const CHECK_RULE_IDS = [
  "column/aggregation",
  "column/ambiguous",
  "column/missing",
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
  "score/function",
  "subscription/unknown",
] as const;

export type LintRuleId = (typeof LINT_RULE_IDS)[number];

/** Whether lint alone finds it, so that it can say that there is nothing to waive. */
export function isOfLintAlone(id: string): boolean {
  return isLintRuleId(id) && !CHECK_RULE_IDS.some((check) => check === id);
}

function isLintRuleId(id: string): id is LintRuleId {
  return LINT_RULE_IDS.some((known) => known === id);
}

/** `lookback/sourcelag is no rule; did you mean lookback/source-lag?` */
export function unknownRule(id: string, ids: readonly string[]): string {
  const near = nearestWord(id, ids);
  return `${shownText(id)} is no rule${near === undefined ? "" : `; did you mean ${near}?`}`;
}

export const FINDING_SEVERITIES = ["error", "warning", "info"] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** What a stack says about rules: another severity than the rule's own, or none at all. */
export type LintSettings = ReadonlyMap<LintRuleId, FindingSeverity | "off">;

const VALUES = ["off", ...FINDING_SEVERITIES] as const;

/** Reads `lookback/source-lag=off,filter/partition=error`; the second part is all that is wrong with it. */
export function parseLintSettings(text: string): readonly [LintSettings, readonly string[]] {
  const settings = new Map<LintRuleId, FindingSeverity | "off">();
  const faults: string[] = [];
  for (const entry of text.split(/[,\s]+/).filter((part) => part !== "")) {
    const [id = "", value = ""] = entry.split("=");
    const known = VALUES.find((each) => each === value);
    if (!isLintRuleId(id)) faults.push(unknownRule(id, LINT_RULE_IDS));
    else if (known === undefined) faults.push(`${entry}: write ${id}=${VALUES.join(` or ${id}=`)}`);
    else settings.set(id, known);
  }
  return [settings, faults];
}
