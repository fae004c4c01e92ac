import { severityIn } from "../../alerting/fields/name";
import type { Channels } from "../../alerting/channels";
import type { LiveDefinition } from "../../alerting/definition";
import { runAsName } from "../../alerting/fields/run-as";
import { CronSyntaxError } from "../../alerting/quartz/fields";
import { longestWait, type Wait, waitOfMoreThan } from "../../alerting/quartz/longest-wait";
import { runsPerMonth } from "../../alerting/quartz/runs";
import { shownText } from "../../messages/words";
import type { AlertChange } from "../changes/alert-change";
import type { Evidence } from "../gather-evidence";
import { duration } from "../words/figures";
import type { DISARMING_RULES } from "./change-rules";
import { firesLess } from "./fires-less";
import { tellsLess } from "./tells-less";
import { watchesLess } from "./watches-less";

/** A way in which the alert tells less than it did. */
export interface Disarming {
  readonly rule: (typeof DISARMING_RULES)[number];
  readonly message: string;
  /** It may be so: a warning, whatever the alert is. @default false */
  readonly isDoubtful?: true;
  /** A little, or nobody knows: an info, and a warning of a CRITICAL alert. @default false */
  readonly isSlight?: true;
}

/** The alert as it was last deployed, and as its row wants it. */
export interface DefinitionSides {
  readonly before: LiveDefinition;
  readonly after: LiveDefinition;
}

/** No alert of ours that runs is silent for longer. */
const FAR_DAYS = 32;
/** So many times as seldom: once a day for every hour. */
const SELDOM = 24;
/** A schedule that nobody can forecast runs once a month. */
const UNFORECAST_RUNS = 1;
/** So many times as long without a run is a little. */
const LONGER = 2;
const SEVERITIES = ["INFO", "WARNING", "CRITICAL"] as const;

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
    ...firesLess(evidence, base),
    ...watchesLess(sides, evidence),
    ...emptyPasses(sides),
    ...tellsLess(sides, channels),
    ...lessSevere(sides),
    ...runsAs(sides),
  ];
}

/** Whether it is, or was, one whose silence may not be overlooked. */
export function isCritical({ base, live, planned, row }: AlertChange): boolean {
  const names = [base, live?.definition, planned?.definition].map((definition) => severityIn(definition));
  return names.includes("CRITICAL") || row?.raw["severity"] === "CRITICAL";
}

function paused({ before, after }: DefinitionSides): Disarming[] {
  return before.schedule.pauseStatus === "PAUSED" || after.schedule.pauseStatus !== "PAUSED"
    ? []
    : [{ rule: "change/pauses", message: "The alert is paused: it watches nothing." }];
}

function runsSeldom({ before, after }: DefinitionSides, now: Date): Disarming[] {
  const [from, to] = [before.schedule.quartzCronSchedule, after.schedule.quartzCronSchedule];
  if (from === to || after.schedule.pauseStatus === "PAUSED") return [];
  const rule = "change/runs-seldom";
  const [was, wait] = [from, to].map((cron) => ofCron(() => waitOfMoreThan(FAR_DAYS, cron, now)));
  if (wait !== undefined && isWorse(wait, was)) return [{ rule, message: waitWords(wait) }];
  const [old, current] = [from, to].map((cron) => ofCron(() => runsPerMonth(cron, now) ?? UNFORECAST_RUNS));
  if (wait !== undefined) return [];
  if (old !== undefined && current !== undefined && current * SELDOM <= old) {
    const message = `It would run ${times(current)} in the next 30 days, and ran ${times(old)}.`;
    return [{ rule, message, isDoubtful: true }];
  }
  const [wasFor, isFor] = [from, to].map((cron) => ofCron(() => longestWait(cron, now)));
  if (wasFor === undefined || isFor === undefined || isFor < LONGER * wasFor) return [];
  const message = `It would wait up to ${duration(isFor)} for its next run; it did up to ${duration(wasFor)}.`;
  return [{ rule, message, isSlight: true }];
}

/** That it is silent for long, and before was not, or not so long. */
function isWorse(wait: Wait, was: Wait | undefined): boolean {
  if (was === undefined) return true;
  const [until, wasUntil] = [wait, was].map((one) => one.until?.getTime() ?? Infinity);
  return until !== undefined && wasUntil !== undefined && until > wasUntil;
}

function waitWords({ after, until }: Wait): string {
  const since = after === undefined ? "" : ` after ${dayOf(after)}`;
  if (until === undefined) return `It would never run again${since}.`;
  return `It would not run ${since === "" ? "" : `${since.trim()} and `}before ${dayOf(until)}.`;
}

/** Of a schedule that was made by hand, and that Quartz refuses, nothing is known. */
function ofCron<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CronSyntaxError) return undefined;
    throw error;
  }
}

function emptyPasses({ before, after }: DefinitionSides): Disarming[] {
  const [was, is] = [before.evaluation.emptyResultState, after.evaluation.emptyResultState];
  return is === was || was === "OK" || is === "TRIGGERED"
    ? []
    : [
        {
          rule: "change/empty-passes",
          message: `An empty result is ${shownText(is)}; it was ${shownText(was)}.`,
        },
      ];
}

function lessSevere({ before, after }: DefinitionSides): Disarming[] {
  const [was, is] = [severityIn(before), severityIn(after)];
  return was !== undefined && is !== undefined && SEVERITIES.indexOf(is) < SEVERITIES.indexOf(was)
    ? [{ rule: "change/less-severe", message: `Its severity goes from ${was} to ${is}.` }]
    : [];
}

function runsAs({ before, after }: DefinitionSides): Disarming[] {
  const [was, is] = [before, after].map(({ runAs }) => runAsName(runAs));
  if (was?.toLowerCase() === is?.toLowerCase()) return [];
  const words = (name: string | undefined) => (name === undefined ? "whoever deploys" : shownText(name));
  return [{ rule: "change/runs-as", message: `It runs as ${words(is)}, and ran as ${words(was)}.` }];
}

function dayOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}

function times(runs: number): string {
  return runs === 1 ? "once" : `${runs.toLocaleString("en")} times`;
}
