import { someOf } from "../../messages/counted";
import type { AlertDefinition } from "../../alerting/definition";
import type { LintRule } from "../lint-rule";
import type { LintSubject } from "../lint-subject";

const FEW = 5;

export const ALERT_DUPLICATE: LintRule = {
  id: "alert/duplicate",
  severity: "warning",
  title: "Another alert asks the same question at the same times.",
  reason:
    "Two alerts with the same query, condition and schedule fire together: people are told twice, the warehouse works twice, and whoever mends one forgets the other.",
  fix: "Keep one row and give it the subscribers of both.",
  // Each of a few is told of the others; of many the first stands for all.
  sharedMatter({ definition, all }) {
    const same = byQuestion(all).get(question(definition)) ?? [];
    return same.length > FEW ? same[0] : undefined;
  },
  check({ alertId, definition, all }) {
    const same = byQuestion(all).get(question(definition)) ?? [];
    const twins = same.filter((other) => other !== alertId);
    const [first] = twins;
    return first === undefined
      ? []
      : [
          {
            column: "alert_query_template",
            about: first,
            message: `Query, condition and schedule are those of ${twins.length === 1 ? "row" : `${twins.length} rows:`} ${someOf(twins)}, too.`,
          },
        ];
  },
};

const known = new WeakMap<readonly LintSubject[], ReadonlyMap<string, readonly string[]>>();

/** The alerts' ids by what they ask: worked out once for all of them. */
function byQuestion(all: readonly LintSubject[]): ReadonlyMap<string, readonly string[]> {
  const earlier = known.get(all);
  if (earlier !== undefined) {
    return earlier;
  }
  const groups = new Map<string, string[]>();
  for (const { alertId, definition } of all) {
    const key = question(definition);
    groups.set(key, [...(groups.get(key) ?? []), alertId]);
  }
  known.set(all, groups);
  return groups;
}

/** What an alert asks and when, whatever its name is and whoever hears of it. */
function question({ queryText, evaluation, schedule }: AlertDefinition): string {
  const { source, comparisonOperator, threshold } = evaluation;
  const { quartzCronSchedule, timezoneId } = schedule;
  const query = queryText.replaceAll(/\s+/g, " ");
  return JSON.stringify([query, source, comparisonOperator, threshold, quartzCronSchedule, timezoneId]);
}
