import { functionCalls } from "../../sql/function-calls";
import type { LintRule } from "../lint-rule";

const RANDOM = new Set([
  "rand",
  "random",
  "randn",
  "randstr",
  "uniform",
  "uuid",
  "shuffle",
  "monotonically_increasing_id",
]);

export const QUERY_RANDOM: LintRule = {
  id: "query/random",
  severity: "warning",
  title: "The query calls a function that gives something else each time.",
  reason: "Two runs over the same data can end in two states, and no replay of the alert means anything.",
  fix: "Choose by something that stays, such as a hash of a key.",
  check({ analysis }) {
    const calls = analysis.outcome === "query" ? functionCalls(analysis) : [];
    const names = new Set(calls.map(({ name }) => name).filter((name) => RANDOM.has(name)));
    return [...names].map((name) => ({
      column: "alert_query_template",
      about: name,
      message: `The query calls ${name}().`,
    }));
  },
};
