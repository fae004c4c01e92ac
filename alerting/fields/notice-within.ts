import { readDuration } from "../../messages/durations";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";

const MOST_DAYS = 400;
const DAY_SECONDS = 86_400;

/** How long it may take until somebody notices, in seconds: what shapes no alert, and says how its schedule may be changed. */
export function noticeWithin(
  { notice_within: written }: Pick<AlertRow, "notice_within">,
  notes?: AlertNotes,
): number | undefined {
  const text = written?.trim() ?? "";
  if (text === "") return undefined;
  const seconds = readDuration(text);
  if (seconds === undefined)
    return notes?.fault("notice_within", "must be a time such as 30m, 4h or 1d, of more than nothing");
  if (seconds > MOST_DAYS * DAY_SECONDS)
    return notes?.fault("notice_within", `must be at most ${MOST_DAYS}d`);
  return seconds;
}
