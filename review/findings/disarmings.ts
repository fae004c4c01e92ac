import type { Channels } from "../../alerting/channels";
import { someOf } from "../../alerting/counted";
import type { AlertDefinition, Subscription } from "../../alerting/definition";
import { CronSyntaxError } from "../../alerting/quartz/cron-syntax-error";
import { waitOfMoreThan, type Wait } from "../../alerting/quartz/longest-wait";
import { shownText } from "../../alerting/shown-value";
import type { AlertChange } from "../changes/alert-change";
import type { Evidence } from "../evidence";
import { isReplayed } from "../report/evidence-review";
import { subscriberWords } from "../words/subscriber-words";
import type { DISARMING_RULES } from "./change-rules";
import { neverHolds, noLongerRead, readingOf } from "./disarmed-query";
import { directionOf, loosened } from "./loosened";

/** A way in which the alert tells less than it did. */
export interface Disarming {
  readonly rule: (typeof DISARMING_RULES)[number];
  readonly message: string;
  /** It may be so: a warning, whatever the alert is. @default false */
  readonly isDoubtful?: true;
}

/** No alert of ours that runs is silent for longer. */
const FAR_DAYS = 32;
const SEVERITIES = ["INFO", "WARNING", "CRITICAL"] as const;

interface Sides {
  readonly before: AlertDefinition;
  readonly after: AlertDefinition;
}

/** What the change takes from an alert: of the one that was last deployed, compared with the one that its row wants. */
export function disarmings(
  { base, planned, kind }: AlertChange,
  evidence: Evidence,
  { channels, now }: { readonly channels: Channels; readonly now: Date },
): Disarming[] {
  if (kind !== "changed" || base === undefined || planned === undefined) return [];
  const sides = { before: base, after: planned.definition };
  return [
    ...paused(sides),
    ...runsSeldom(sides, now),
    ...readsLess(sides),
    ...firesNoMore(evidence),
    ...outOfReach(sides, evidence),
    ...emptyPasses(sides),
    ...tellsFewer(sides, channels),
    ...lessSevere(sides),
    ...runsAs(sides),
  ];
}

/** Whether it is, or was, one whose silence may not be overlooked. */
export function isCritical({ base, live, planned, row }: AlertChange): boolean {
  const names = [base, live?.definition, planned?.definition].map((definition) => severityIn(definition));
  return names.includes("CRITICAL") || row?.["severity"] === "CRITICAL";
}

function paused({ before, after }: Sides): Disarming[] {
  return before.schedule.pauseStatus === "PAUSED" || after.schedule.pauseStatus !== "PAUSED"
    ? []
    : [{ rule: "change/pauses", message: "The alert is paused: it watches nothing." }];
}

function runsSeldom({ before, after }: Sides, now: Date): Disarming[] {
  const [was, wait] = [before, after].map(({ schedule }) => waitOf(schedule.quartzCronSchedule, now));
  if (wait === undefined || was !== undefined || after.schedule.pauseStatus === "PAUSED") return [];
  const since = wait.after === undefined ? "" : ` after ${dayOf(wait.after)}`;
  const message =
    wait.until === undefined
      ? `It would never run again${since}.`
      : `It would not run ${since === "" ? "" : `${since.trim()} and `}before ${dayOf(wait.until)}.`;
  return [{ rule: "change/runs-seldom", message }];
}

/** Of a schedule that was made by hand, and that Quartz refuses, nothing is known. */
function waitOf(cron: string, now: Date): Wait | undefined {
  try {
    return waitOfMoreThan(FAR_DAYS, cron, now);
  } catch (error) {
    if (error instanceof CronSyntaxError) return undefined;
    throw error;
  }
}

function readsLess({ before, after }: Sides): Disarming[] {
  const asked = ({ queryText, evaluation }: AlertDefinition) =>
    JSON.stringify([queryText, evaluation.source]);
  if (asked(before) === asked(after)) return [];
  const [was, is] = [readingOf(before), readingOf(after)];
  const rule = "change/reads-less";
  if (is === undefined) {
    return was === undefined || was.tables.length === 0
      ? []
      : [
          {
            rule,
            message: `Whether its query still reads ${tables(was.tables)} cannot be told here.`,
            isDoubtful: true,
          },
        ];
  }
  const gone = was === undefined ? [] : noLongerRead(was, is);
  const isConstant =
    is.constant !== undefined && was?.constant === undefined && neverHolds(is.constant, after);
  return [
    ...(gone.length === 0
      ? []
      : [
          {
            rule,
            message:
              is.tables.length === 0
                ? `Its query reads no table any more; it read ${tables(gone)}.`
                : `Its query no longer reads ${tables(gone)}.`,
          } as const,
        ]),
    ...(isConstant
      ? [
          {
            rule: "change/never-fires",
            message: `What it compares is ${shownText(String(is.constant))} in every row, for which its condition never holds.`,
          } as const,
        ]
      : []),
  ];
}

function firesNoMore({ replay: { before, after } }: Evidence): Disarming[] {
  if (!isReplayed(before) || before.firing === 0 || after === undefined) return [];
  const rule = "change/fires-no-more";
  const fired = `It fired in ${before.firing.toLocaleString("en")} of ${before.evaluations.toLocaleString("en")} runs of the replay`;
  if (!isReplayed(after)) {
    return [{ rule, message: `${fired}; whether it still would cannot be replayed.`, isDoubtful: true }];
  }
  return after.firing > 0 ? [] : [{ rule, message: `${fired}, and would have fired in none.` }];
}

function outOfReach({ before, after }: Sides, { now }: Evidence): Disarming[] {
  const rule = "change/out-of-reach";
  const [was, is] = [before.evaluation, after.evaluation];
  if (directionOf(was) !== undefined && directionOf(was) !== directionOf(is)) {
    return [
      { rule, message: "Its condition no longer holds for all values for which it did.", isDoubtful: true },
    ];
  }
  const moved = loosened(was, is, now.after?.value);
  if (moved === undefined) return [];
  const value = moved.value === undefined ? "" : `; the value is ${moved.value} now`;
  return [{ rule, message: `The threshold moves from ${moved.from} to ${moved.to}${value}.` }];
}

function emptyPasses({ before, after }: Sides): Disarming[] {
  const [was, is] = [before.evaluation.emptyResultState, after.evaluation.emptyResultState];
  return is === "OK" && was !== "OK"
    ? [{ rule: "change/empty-passes", message: `An empty result is OK; it was ${shownText(was)}.` }]
    : [];
}

function tellsFewer({ before, after }: Sides, channels: Channels): Disarming[] {
  const kept = new Set(after.evaluation.notification.subscriptions.map(keyOf));
  const all = before.evaluation.notification.subscriptions;
  const gone = all.filter((one) => !kept.has(keyOf(one)));
  if (gone.length === 0) return [];
  const names = someOf(subscribersOf(before, gone, channels).map((name) => shownText(name)));
  const message =
    kept.size === 0
      ? `Nobody is notified any more; ${names} ${gone.length === 1 ? "was" : "were"}.`
      : gone.length === all.length
        ? `None of those who were notified is any more: ${names}.`
        : `No longer notified: ${names}.`;
  return [{ rule: "change/tells-fewer", message }];
}

function subscribersOf(
  definition: AlertDefinition,
  subscriptions: readonly Subscription[],
  channels: Channels,
) {
  const { evaluation } = definition;
  const notification = { ...evaluation.notification, subscriptions };
  return subscriberWords({ ...definition, evaluation: { ...evaluation, notification } }, channels);
}

function keyOf(subscription: Subscription): string {
  return JSON.stringify(subscription).toLowerCase();
}

function lessSevere({ before, after }: Sides): Disarming[] {
  const [was, is] = [severityIn(before), severityIn(after)];
  return was !== undefined && is !== undefined && SEVERITIES.indexOf(is) < SEVERITIES.indexOf(was)
    ? [{ rule: "change/less-severe", message: `Its severity goes from ${was} to ${is}.` }]
    : [];
}

function runsAs({ before, after }: Sides): Disarming[] {
  const [was, is] = [before, after].map(({ runAs }) =>
    runAs === undefined ? undefined : Object.values(runAs)[0],
  );
  if (was?.toLowerCase() === is?.toLowerCase()) return [];
  const words = (name: string | undefined) => (name === undefined ? "whoever deploys" : shownText(name));
  return [{ rule: "change/runs-as", message: `It runs as ${words(is)}, and ran as ${words(was)}.` }];
}

function severityIn(definition: AlertDefinition | undefined) {
  const word = /^\[(\w+)\] /.exec(definition?.displayName ?? "")?.[1];
  return SEVERITIES.find((severity) => severity === word);
}

function tables(names: readonly string[]): string {
  return someOf(names.map((name) => shownText(name)));
}

function dayOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}
