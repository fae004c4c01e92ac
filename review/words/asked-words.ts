import { shownText, someOf } from "../../messages/words";
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
