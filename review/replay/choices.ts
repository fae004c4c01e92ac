import type { AuthoredAlert, AuthoredDefinition, FiresFor } from "../../alerting/authored-alert";
import { conditionHolds } from "../../alerting/comparable";
import { compile } from "../../alerting/compile/compile";
import { directionOf } from "../../alerting/condition";
import { firesForText } from "../../alerting/fields/guards";
import { withGuards } from "../evaluate/guards";
import type { ReplayedAlert } from "./replay";
import { episodesOf, type ReplayedEvaluation, summarise } from "./summarise";

/** How an alert could be set, and what it would have done by it. */
export interface Choice {
  /** What a row says for it; nothing for the alert as it is. */
  readonly cells: {
    readonly fires_for?: string | null;
    readonly threshold_value_double?: number;
    readonly recover_value_double?: number | null;
  };
  readonly firing: number;
  readonly episodes: number;
  readonly messages: number;
  /** How much later the first notice of an episode comes than now, on average; left out where none is told any more. */
  readonly laterSeconds?: number;
  /** Episodes of now that it says nothing of. */
  readonly missed: number;
}

const NOISE_RULES: readonly FiresFor[] = [
  { times: 2, checks: 2 },
  { times: 2, checks: 3 },
  { times: 3, checks: 3 },
  { times: 3, checks: 5 },
];
const A_TENTH = 0.1;
const SHARES = [A_TENTH, 0.25];
/** So many checks before the window are asked at most for any of the choices. */
export const CHECKS_OF_CHOICES = 25;

/**
 * What other settings would have come to, by what the condition said at each check: nothing is asked for them. `checks` are in
 * their order, and begin before the window, which is what all figures are of.
 */
export function choicesOf(
  alert: ReplayedAlert,
  checks: readonly ReplayedEvaluation[],
  window: { readonly from: Date; readonly to: Date },
): { readonly now: Choice; readonly others: readonly Choice[] } {
  const now = priced(alert, checks, window, {});
  const base = { checks, window, now: now.evaluations };
  const others = [
    ...NOISE_RULES.filter((rule) => !isSameRule(rule, alert.firesFor)).map((firesFor) =>
      compared({ ...alert, firesFor }, base, { fires_for: firesForText(firesFor) }),
    ),
    ...thresholdsOf(alert).map((value) => {
      const evaluation = { ...alert.evaluation, threshold: { value: { doubleValue: value } } };
      const changed = { ...alert, evaluation };
      return compared(
        changed,
        { ...base, checks: judgedAnew(changed, checks) },
        { threshold_value_double: value },
      );
    }),
    ...recoveriesOf(alert).map((clearsAt) =>
      compared({ ...alert, clearsAt }, base, { recover_value_double: clearsAt }),
    ),
  ];
  return { now: now.choice, others };
}

interface Base {
  readonly checks: readonly ReplayedEvaluation[];
  readonly window: { readonly from: Date; readonly to: Date };
  /** What the alert says as it is. */
  readonly now: readonly ReplayedEvaluation[];
}

function compared(alert: ReplayedAlert, { checks, window, now }: Base, cells: Choice["cells"]): Choice {
  const { choice, evaluations } = priced(alert, checks, window, cells);
  const later = episodesOf(now).map(({ start, end }) => {
    const told = evaluations.find(
      ({ at, state }) => state === "TRIGGERED" && at >= start && (end === undefined || at < end),
    );
    return told && (told.at.getTime() - start.getTime()) / 1000;
  });
  const seconds = later.filter((one) => one !== undefined);
  return {
    ...choice,
    missed: later.length - seconds.length,
    ...(seconds.length > 0 && {
      laterSeconds: Math.round(seconds.reduce((sum, one) => sum + one, 0) / seconds.length),
    }),
  };
}

function priced(
  alert: ReplayedAlert,
  checks: readonly ReplayedEvaluation[],
  window: Base["window"],
  cells: Choice["cells"],
): { readonly choice: Choice; readonly evaluations: readonly ReplayedEvaluation[] } {
  const evaluations = withGuards(alert, checks).filter(({ at }) => at >= window.from);
  const { firing, episodes, messages } = summarise(evaluations, alert.evaluation.notification, window);
  return { choice: { cells, firing, episodes, messages, missed: 0 }, evaluations };
}

/** By the figures that were seen, with another threshold. */
function judgedAnew(alert: ReplayedAlert, checks: readonly ReplayedEvaluation[]): ReplayedEvaluation[] {
  return checks.map((check) => {
    if (check.isEmptyResult || typeof check.value !== "number") return check;
    const holds = conditionHolds(alert.evaluation, { kind: "number", value: check.value });
    return { ...check, state: holds ? "TRIGGERED" : "OK" };
  });
}

/** Of a condition with a number for its threshold, some that fire less. */
function thresholdsOf({ evaluation }: ReplayedAlert): number[] {
  const direction = directionOf({ operator: evaluation.comparisonOperator });
  const value = numberOf(evaluation);
  if (direction === undefined || value === undefined || value === 0) return [];
  const sign = (direction === "up" ? 1 : -1) * Math.sign(value);
  return SHARES.map((share) => rounded(value * (1 + sign * share)));
}

function recoveriesOf({ evaluation, clearsAt }: ReplayedAlert): number[] {
  const direction = directionOf({ operator: evaluation.comparisonOperator });
  const value = numberOf(evaluation);
  if (clearsAt !== undefined || direction === undefined || value === undefined || value === 0) return [];
  const sign = (direction === "up" ? -1 : 1) * Math.sign(value);
  return [rounded(value * (1 + sign * A_TENTH))];
}

function numberOf({ threshold }: AuthoredAlert["evaluation"]): number | undefined {
  const value = threshold?.value?.doubleValue;
  return typeof value === "number" ? value : undefined;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function isSameRule(one: FiresFor, other: FiresFor | undefined): boolean {
  return one.times === other?.times && one.checks === other.checks;
}

/** From so many episodes on a noise rule is proposed that leaves half of them, or fewer. */
const MANY_EPISODES = 5;

/** The noise rule that tells soonest of those that halve the episodes; nothing for an alert that seldom fires. */
export function proposedChoice(
  alert: ReplayedAlert,
  checks: readonly ReplayedEvaluation[],
  window: Base["window"],
): Choice | undefined {
  const isNoisy = episodesOf(checks).length >= MANY_EPISODES;
  if (!isNoisy || alert.firesFor !== undefined || checksCannotBeAsked(alert)) return undefined;
  const { now, others } = choicesOf(alert, checks, window);
  return others
    .filter(
      ({ cells, episodes, laterSeconds }) =>
        "fires_for" in cells && episodes <= now.episodes / 2 && laterSeconds !== undefined,
    )
    .sort((one, other) => (one.laterSeconds ?? 0) - (other.laterSeconds ?? 0))[0];
}

/** Whether a row could not have the rule: `alerting/compile` says why. */
function checksCannotBeAsked(alert: ReplayedAlert): boolean {
  const compiled = compile({ ...alert, firesFor: { times: 2, checks: 2 } } as ReplayedAlert &
    AuthoredDefinition);
  return "reason" in compiled;
}
