import type { LiveDefinition } from "../../alerting/definition";
import type { Evidence } from "../gather-evidence";
import { isReplayed, type Replayed } from "../report/evidence-review";
import type { Disarming } from "./disarmings";

/** What the evidence says of the change: the main judge, as far as there is any. */
export function firesLess(evidence: Evidence, { schedule }: Pick<LiveDefinition, "schedule">): Disarming[] {
  const replayed = inReplay(evidence);
  // An alert that was paused has told nobody.
  const fromNow = schedule.pauseStatus === "PAUSED" ? [] : now(evidence);
  const isTold = fromNow.some(({ rule }) => replayed.some((one) => one.rule === rule));
  return [...replayed, ...(isTold ? [] : fromNow)];
}

/**
 * Whether the replay shows that what fired still does: it fired before, and fires as often with the change. Only what
 * the clock will do some day is not settled by it.
 */
export function isSettled({ replay: { before, after } }: Evidence): boolean {
  return (
    isReplayed(before) &&
    isReplayed(after) &&
    before.firing > 0 &&
    after.errors <= before.errors &&
    rateOf(after) >= rateOf(before)
  );
}

function inReplay({ replay: { before, after } }: Evidence): Disarming[] {
  if (!isReplayed(before) || after === undefined) return [];
  const rule = "change/fires-no-more";
  const fired = `It fired in ${of(before.firing, before)} runs of the replay`;
  if (!isReplayed(after)) {
    return before.firing === 0
      ? []
      : [{ rule, message: `${fired}; whether it still would cannot be replayed.`, isDoubtful: true }];
  }
  const more = after.errors > before.errors && sameRuns(before, after);
  const errors: Disarming[] = more
    ? [
        {
          rule: "change/fires-less",
          message: `It would have ended in ERROR in ${of(after.errors, after)} runs of the replay; it did in ${of(before.errors, before)}.`,
          isDoubtful: true,
        },
      ]
    : [];
  if (before.firing === 0) return errors;
  if (after.firing === 0) return [{ rule, message: `${fired}, and would have fired in none.` }];
  return isRarer(before, after)
    ? [
        {
          rule: "change/fires-less",
          message: `${fired}, and would have fired in ${of(after.firing, after)}.`,
          isDoubtful: true,
        },
      ]
    : errors;
}

/** Between other runs a share is another by chance: half as often is none. */
function isRarer(before: Replayed, after: Replayed): boolean {
  return sameRuns(before, after) ? after.firing < before.firing : rateOf(after) < rateOf(before) / 2;
}

function sameRuns(before: Replayed, after: Replayed): boolean {
  return before.evaluations === after.evaluations;
}

function rateOf({ firing, evaluations }: Replayed): number {
  return evaluations === 0 ? 0 : firing / evaluations;
}

function of(count: number, { evaluations }: Replayed): string {
  return `${count.toLocaleString("en")} of ${evaluations.toLocaleString("en")}`;
}

function now({ now: { before, after }, replay }: Evidence): Disarming[] {
  if (before?.state !== "TRIGGERED" || after === undefined || after.state === "TRIGGERED") return [];
  const rule = "change/fires-no-more";
  if (after.state === "UNKNOWN")
    return [{ rule, message: "It fires now; whether it still would cannot be told.", isDoubtful: true }];

  const stillFires = isReplayed(replay.after) && replay.after.firing > 0;
  const message = `It fires now, and would be ${after.state}.`;
  return [stillFires ? { rule, message, isDoubtful: true } : { rule, message }];
}
