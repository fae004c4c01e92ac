import { FAULT_RULES } from "./fault-findings";
import type { LintRule, RuleDescription } from "./lint-rule";
import { CONDITION_RULES } from "./rules/condition";
import { MESSAGE_RULES } from "./rules/message";
import { NOTHING_RULES } from "./rules/nothing";
import { OWNERSHIP_RULES } from "./rules/ownership";
import { QUERY_RULES } from "./rules/query";
import { SCHEDULE_RULES } from "./rules/schedule";
import { TABLES_AND_TIME_RULES } from "./rules/tables-and-time";
import { TEST_RULES } from "./rules/tests";
import { SILENCE_RULES, SILENCE_TABLE_RULES } from "./silence-findings";
import { WAIVER_RULES } from "./waivers";

const byId = (a: RuleDescription, b: RuleDescription) => (a.id < b.id ? -1 : 1);

/** All rules that look at alerts, in the order in which they speak. */
export const LINT_RULES: readonly LintRule[] = [
  ...CONDITION_RULES,
  ...MESSAGE_RULES,
  ...NOTHING_RULES,
  ...OWNERSHIP_RULES,
  ...QUERY_RULES,
  ...SCHEDULE_RULES,
  ...SILENCE_RULES,
  ...TABLES_AND_TIME_RULES,
  ...TEST_RULES,
].sort(byId);

/** All of which there is a page, by their names. */
export const RULE_DESCRIPTIONS: readonly RuleDescription[] = [
  ...LINT_RULES,
  ...FAULT_RULES,
  ...SILENCE_TABLE_RULES,
  ...WAIVER_RULES,
].sort(byId);
