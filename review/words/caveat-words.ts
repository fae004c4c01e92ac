import type { AlertReview } from "../report/alert-review";
import { isReplayed } from "../report/evidence-review";

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
