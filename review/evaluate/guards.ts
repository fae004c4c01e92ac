import type { AuthoredAlert, Guards } from "../../alerting/authored-alert";
import { comparableThreshold, fulfils } from "../../alerting/comparable";
import { checksAsked } from "../../alerting/authored-alert";
import type { Judgement } from "./judge";

/** What decides about a firing besides the alert's condition. */
export interface GuardedAlert extends Guards {
  readonly evaluation: Pick<
    AuthoredAlert["evaluation"],
    "comparisonOperator" | "emptyResultState" | "source"
  >;
}

/** What the alert's condition says at one of its checks. */
export interface Check extends Judgement {
  readonly at: Date;
  /** Of a firing, where the alert has a score and it could be asked for. */
  readonly score?: number | null;
  /** A row of alert_silences holds then. */
  readonly isSilenced?: boolean;
}

/**
 * What an alert says at each of its checks, one behind the other, by what its condition says there: the rules of its noise, its
 * silence and its score, as the compiled query has them (`alerting/compile`). What was before the first check is not known, and
 * no alert fires by it.
 */
export function withGuards<One extends Check>(alert: GuardedAlert, checks: readonly One[]): One[] {
  return checks.map((check, index) => {
    const asked = checks.slice(Math.max(0, index + 1 - checksAsked(alert)), index + 1).reverse();
    return guarded(alert, check, asked);
  });
}

/** `asked`: the check, then those before it. */
function guarded<One extends Check>(alert: GuardedAlert, check: One, asked: readonly Check[]): One {
  const { silencedUntil } = alert;
  const isQuiet =
    check.isSilenced === true || (silencedUntil !== undefined && check.at < new Date(silencedUntil));
  // No rows are no matter of the query's last column; a quiet alert has a row all the same.
  if (check.isEmptyResult) return isQuiet ? withState(check, "OK") : check;
  const failed = asked.find(isFailed);
  if (failed !== undefined) {
    return failed === check
      ? check
      : { ...check, state: "ERROR", error: failed.error ?? "An earlier check fails." };
  }
  if (isQuiet || !(isFired(alert, asked) || isLasting(alert, asked))) return withState(check, "OK");
  const { score } = alert;
  const isHeldBack = score !== undefined && typeof check.score === "number" && check.score < score.atLeast;
  return withState(check, isHeldBack ? "OK" : "TRIGGERED");
}

function withState<One extends Check>(check: One, state: Check["state"]): One {
  return check.state === state ? check : { ...check, state };
}

/** A query that fails fails for every check that asks it. */
function isFailed({ state, isEmptyResult }: Check): boolean {
  return !isEmptyResult && state !== "OK" && state !== "TRIGGERED";
}

function isFired({ firesFor = { times: 1, checks: 1 } }: GuardedAlert, asked: readonly Check[]): boolean {
  const [now] = asked;
  if (now?.state !== "TRIGGERED") return false;
  return (
    asked.slice(0, firesFor.checks).filter(({ state }) => state === "TRIGGERED").length >= firesFor.times
  );
}

/** Whether the last check that decided was one that fired, and the figure has not come back far enough since. */
function isLasting(alert: GuardedAlert, asked: readonly Check[]): boolean {
  if (alert.clearsAt === undefined || isCleared(alert, asked[0])) return false;
  const fired = asked.findIndex(
    (check, index) => index > 0 && (isFired(alert, asked.slice(index)) || isEmptyFiring(check)),
  );
  const cleared = asked.findIndex((check, index) => index > 0 && isCleared(alert, check));
  return fired > 0 && (cleared < 0 || fired < cleared);
}

function isEmptyFiring({ isEmptyResult, state }: Check): boolean {
  return isEmptyResult && state === "TRIGGERED";
}

/** The figure is beyond where the alert is well again, or there is none. */
function isCleared({ clearsAt, evaluation }: GuardedAlert, check: Check | undefined): boolean {
  if (clearsAt === undefined || check === undefined) return true;
  if (check.isEmptyResult) return check.state !== "TRIGGERED";
  if (check.value === null || check.value === undefined) return true;
  const operator = evaluation.comparisonOperator.startsWith("GREATER")
    ? "GREATER_THAN_OR_EQUAL"
    : "LESS_THAN_OR_EQUAL";
  const figure = { kind: "number" as const, value: Number(check.value) };
  return !fulfils(operator, figure, comparableThreshold({ doubleValue: clearsAt }));
}
