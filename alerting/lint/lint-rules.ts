import type { LintRule } from "./lint-rule";
import { COST_RUNS_PER_DAY } from "./rules/cost-runs-per-day";
import { LOOKBACK_SOURCE_LAG } from "./rules/lookback-source-lag";

/** All rules, in the order in which they speak. */
export const LINT_RULES: readonly LintRule[] = [COST_RUNS_PER_DAY, LOOKBACK_SOURCE_LAG];
