import { unknownRule } from "./unknown-rule";
import { isLintRuleId, LINT_RULE_IDS, type LintRuleId } from "./rule-ids";

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
    if (!isLintRuleId(id)) {
      faults.push(unknownRule(id, LINT_RULE_IDS));
    } else if (known === undefined) {
      faults.push(`${entry}: write ${id}=${VALUES.join(` or ${id}=`)}`);
    } else {
      settings.set(id, known);
    }
  }
  return [settings, faults];
}
