import { quietUntil, type Silence } from "../../alerting/silences/silence";
import { type Check, type GuardedAlert, withGuards } from "../evaluate/guards";

/** What rows of alert_silences hid, of the firings that there would have been without them. */
export interface HiddenFirings {
  readonly at: readonly Date[];
  /** Of the silences that hid any of them, in the order in which they did. */
  readonly silenceIds: readonly string[];
}

/**
 * The checks, those marked at which one of the silences held. An alert that heeds none has none. The rows are as the table has
 * them now: one that was deleted since, or said otherwise then, is not known.
 *
 * @param coveredBy silences that cover the alert
 */
export function withSilences<One extends Check>(
  { silences }: Pick<GuardedAlert, "silences">,
  checks: readonly One[],
  coveredBy: readonly Silence[] = [],
): readonly One[] {
  if (silences === undefined || coveredBy.length === 0) return checks;
  return checks.map((check) =>
    coveredBy.some((silence) => quietUntil(silence, check.at) !== undefined)
      ? { ...check, isSilenced: true }
      : check,
  );
}

/** Of the checks since `from`; `undefined` where nothing was hidden. */
export function hiddenFirings(
  alert: GuardedAlert,
  checks: readonly Check[],
  coveredBy: readonly Silence[] = [],
  from = new Date(0),
): HiddenFirings | undefined {
  const without = withGuards(
    alert,
    checks.map((check) => ({ ...check, isSilenced: false })),
  );
  const at = withGuards(alert, checks).flatMap(({ state, at: time }, index) =>
    time >= from && state !== "TRIGGERED" && without[index]?.state === "TRIGGERED" ? [time] : [],
  );
  const ids = at.flatMap((time) =>
    coveredBy.filter((silence) => quietUntil(silence, time)).map(({ row }) => row.silence_id),
  );
  return at.length === 0 ? undefined : { at, silenceIds: [...new Set(ids)] };
}
