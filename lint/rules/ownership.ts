import type { AuthoredDefinition } from "../../alerting/authored-alert";
import { isShadow } from "../../alerting/fields/name";
import { idleCells } from "../../alerting/idle-cells";
import { formatCell } from "../../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { someOf } from "../../messages/words";
import { timeOf } from "../../rows/changes/change-feed";
import type { LintRule } from "../lint-rule";
import type { LintSubject } from "../lint-subject";
import { everyInWords } from "../runs";

const FEW = 5;

const ALERT_DUPLICATE: LintRule = {
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
  if (earlier !== undefined) return earlier;

  const groups = new Map<string, string[]>();
  for (const { alertId, definition } of all) {
    const key = question(definition);
    groups.set(key, [...(groups.get(key) ?? []), alertId]);
  }
  known.set(all, groups);
  return groups;
}

/** What an alert asks and when, whatever its name is and whoever hears of it. */
function question({ queryText, evaluation, schedule, ...others }: AuthoredDefinition): string {
  const { source, comparisonOperator, threshold } = evaluation;
  const { quartzCronSchedule, timezoneId } = schedule;
  const query = queryText.replaceAll(/\s+/g, " ");
  const { firesFor, clearsAt } = others;
  return JSON.stringify([
    [query, source, comparisonOperator, threshold, firesFor, clearsAt],
    [quartzCronSchedule, timezoneId],
  ]);
}

const ROW_WITHOUT_FEATURE: LintRule = {
  id: "row/without-feature",
  severity: "warning",
  title: "The row fills in a cell that does nothing.",
  reason:
    "The cell belongs to something that the row does not ask for. Whoever filled it in expects something, and the alert is deployed without it.",
  fix: "Set the cell to NULL, or fill in what it belongs to.",
  check: ({ alert: { raw, row, alertId } }) =>
    idleCells(row).map(({ column, rule }) => ({
      column,
      about: column,
      message: `${formatCell({ table: ALERT_CONFIGURATIONS.name, row: alertId, column, value: raw[column], rule })}.`,
    })),
};

const DAYS = 90;

const ALERT_PAUSED_LONG: LintRule = {
  id: "alert/paused-long",
  severity: "info",
  title: "The alert is paused, and nobody has touched its row for 90 days.",
  reason: "An alert that rests for months looks like protection in every list, and is none.",
  fix: "Let it run, or set is_enabled to FALSE and say why in the description.",
  check({ row, context }) {
    const touched = timeOf(row.updated_at ?? row.created_at);
    const days = touched === undefined ? 0 : Math.floor((context.now.getTime() - touched) / 86_400_000);
    return row.pause_status === "PAUSED" && row.is_enabled && days > DAYS
      ? [{ column: "pause_status", message: `It is PAUSED, and its row was last changed ${days} days ago.` }]
      : [];
  },
};

const SHADOW_OVER: LintRule = {
  id: "shadow/over",
  severity: "warning",
  title: "The alert is only tried, and the time for that is over.",
  reason:
    "Nobody hears of an alert in shadow. One that is forgotten there looks like protection, and is none.",
  fix: "Look at what it would have sent (npm run promote), and make it LIVE, or disable the row.",
  check({ row, context }) {
    const until = timeOf(row.shadow_until);
    return isShadow(row) && until !== undefined && until < context.now.getTime()
      ? [{ column: "shadow_until", message: `It is in shadow, and shadow_until was ${row.shadow_until}.` }]
      : [];
  },
};

const NOBODY = new Set([
  "",
  "-",
  "n/a",
  "na",
  "none",
  "nobody",
  "owner",
  "tbd",
  "test",
  "todo",
  "unknown",
  "xxx",
]);

const OWNER_MISSING: LintRule = {
  id: "owner/missing",
  severity: "warning",
  title: "Nobody answers for the alert.",
  reason: "An alert without an owner is mended by nobody, and silenced by everybody.",
  fix: "Write a person or a team into owner.",
  check: ({ row }) =>
    NOBODY.has(row.owner.trim().toLowerCase())
      ? [{ column: "owner", message: `The owner is "${row.owner.trim()}".` }]
      : [],
};

const DESCRIPTION_MISSING: LintRule = {
  id: "description/missing",
  severity: "info",
  title: "The row does not say why the alert exists.",
  reason:
    "Who is woken by an alert, and who wonders a year later whether it can go, both start with this text.",
  fix: "Say in alert_description what a firing means and what to do about it.",
  check: ({ row }) =>
    (row.alert_description ?? "").trim() === ""
      ? [{ column: "alert_description", message: "The alert has no description." }]
      : [],
};

const DAY = 86_400;

const SEVERITY_RARELY: LintRule = {
  id: "severity/rarely",
  severity: "warning",
  title: "A CRITICAL alert runs less often than once a day.",
  reason: "What is critical cannot wait for days until somebody looks.",
  fix: "Run it daily or more often, or call it a WARNING.",
  check: ({ row, runs, isPaused }) =>
    row.severity === "CRITICAL" && !isPaused && (runs.shortestGapSeconds ?? 0) > DAY
      ? [
          {
            column: "schedule_cron",
            message: `The alert is CRITICAL and runs ${everyInWords(runs.shortestGapSeconds ?? 0)}.`,
          },
        ]
      : [],
};

const RUN_AS_PERSON: LintRule = {
  id: "run-as/person",
  severity: "warning",
  title: "The query runs with a person's rights.",
  reason: "On the day that the person leaves, or loses a right, the alert ends in ERROR.",
  fix: "Let a service principal run it: write its application id into run_as.",
  check: ({ definition: { runAs } }) =>
    runAs && "userName" in runAs
      ? [{ column: "run_as", message: `The query runs as ${runAs.userName}.` }]
      : [],
};

export const OWNERSHIP_RULES: readonly LintRule[] = [
  ALERT_DUPLICATE,
  ALERT_PAUSED_LONG,
  SHADOW_OVER,
  DESCRIPTION_MISSING,
  OWNER_MISSING,
  ROW_WITHOUT_FEATURE,
  RUN_AS_PERSON,
  SEVERITY_RARELY,
];
