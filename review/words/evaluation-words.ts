import { shownText, shownValue, someOf } from "../../messages/words";
import type { AlertReview } from "../report/alert-review";
import { type EvaluationReview, isReplayed, type Replayed } from "../report/evidence-review";
import type { ReviewReport } from "../report/report";

/** With whose rights queries were asked, and whose the alerts have: what the one reads the other may not. */
export function askedWords({ asked }: Pick<ReviewReport, "asked">): string | undefined {
  if (asked === undefined) return undefined;
  const { as, others, isChosen } = asked;
  const who = `Queries were asked as ${shownText(as)}`;
  if (others.length === 0) return `${who}.`;
  const names = someOf(others.map((name) => shownText(name)));
  return isChosen
    ? `${who}; alerts run as ${names}, who may read other things.`
    : `${who}; those of alerts that run as ${names} were not asked.`;
}

/** What to know of the replays, once each; `before: …` where there are two and it is about one of them. */
export function caveatWords({ before, after }: AlertReview["replay"]): string[] {
  const [old, current] = [before, after].map((side) => (isReplayed(side) ? side.caveats : undefined));
  if (old === undefined || current === undefined) return [...(old ?? current ?? [])];
  return [
    ...old.filter((caveat) => current.includes(caveat)),
    ...old.filter((caveat) => !current.includes(caveat)).map((caveat) => `before: ${caveat}`),
    ...current.filter((caveat) => !old.includes(caveat)).map((caveat) => `after: ${caveat}`),
  ];
}

const BASIS_WORDS: Readonly<Record<Replayed["basis"], string>> = {
  "rows up to each moment": "with the rows up to each of them",
  "time travel": "with data as it was then",
  "data as known today": "with data as known today",
};

/** Which rows a replay saw; `before …, after …` where the two differ. */
export function basisWords(before: Replayed | undefined, after: Replayed | undefined): string {
  const [old, current] = [before, after].map((side) => side && BASIS_WORDS[side.basis]);
  return old !== undefined && current !== undefined && old !== current
    ? `before ${old}, after ${current}`
    : (current ?? old ?? "");
}

/** Said once wherever episodes are counted. */
export const EPISODE_WORDS =
  "An episode is the time from a check that is TRIGGERED to the next that is OK; an ERROR in between ends none.";

/** Whether the report counts episodes of the alert. */
export function isReplayedAlert({ replay: { before, after } }: Pick<AlertReview, "replay">): boolean {
  return isReplayed(before) || isReplayed(after);
}

/** The value that is compared: `138.2`, `NULL`, `no rows`, `'…'` for one that is withheld. */
export function valueWords({
  value,
  isWithheld,
  isEmptyResult,
  error,
}: EvaluationReview): string | undefined {
  if (error !== undefined) return undefined;
  if (isWithheld === true) return "'…'";
  return isEmptyResult ? "no rows" : value === undefined ? undefined : shownValue(value);
}

/** What a report leaves out of what queries gave, and how to see it. */
export function withheldWords({
  values,
  alerts,
}: Pick<ReviewReport, "values" | "alerts">): string | undefined {
  const isAny = alerts.some(({ now }) => now.before !== undefined || now.after !== undefined);
  if (values === undefined || values === "all" || !isAny) return undefined;
  const shown = values === "none" ? "no values" : "only numbers and truth values";
  return `Of what queries gave this shows ${shown} ('…' stands for others), and of errors their class: review --values all shows all.`;
}

/** `1,200`, or `1,164 of 1,200` where some are not known. */
export function evaluationsWords(evaluations: number, notEvaluated = 0): string {
  const known = evaluations.toLocaleString("en");
  return notEvaluated === 0 ? known : `${known} of ${(evaluations + notEvaluated).toLocaleString("en")}`;
}

/** `3 passed, mutants 8/9` */
export function testWords({ count, failed, mutants }: NonNullable<AlertReview["tests"]>): string {
  const verdict = failed === 0 ? `${count} passed` : `${failed} of ${count} failed`;
  return mutants === undefined ? verdict : `${verdict}, mutants ${mutants.noticed}/${mutants.all}`;
}
