import type { LiveDefinition } from "./definition";
import { fieldValue, hashFields, type ManagedField } from "./definition-fields";

/** Texts that the service may store in a form of its own, each with what that form leaves as it is. */
const CANONICAL: Readonly<Partial<Record<ManagedField, (value: unknown) => string>>> = {
  queryText: trimmedQuery,
  customSummary: trimmedLines,
  customDescription: trimmedLines,
  // Quartz reads names of days and months in any case.
  "schedule.quartzCronSchedule": (cron) => String(cron).trim().split(/\s+/).join(" ").toUpperCase(),
  "schedule.timezoneId": zoneOf,
  // Mail addresses and user names are the same in any case.
  runAs: (runAs) => JSON.stringify(runAs).toLowerCase(),
  "evaluation.notification.subscriptions": (subscriptions) =>
    Array.isArray(subscriptions)
      ? subscriptions
          .map((one) => JSON.stringify(one).toLowerCase())
          .sort()
          .join()
      : "",
};

/** Whether two alerts say the same in this field, though the words may be the service's own. */
export function isSameMeaning(field: ManagedField, one: LiveDefinition, other: LiveDefinition): boolean {
  if (hashFields(one)[field] === hashFields(other)[field]) return true;
  const [left, right] = [fieldValue(one, field), fieldValue(other, field)];
  const canonical = CANONICAL[field];
  if (canonical === undefined || left === undefined || right === undefined) return false;
  return canonical(left) === canonical(right);
}

/** Without white space at the ends of lines and of the text; within a line it may stand in a literal. */
function trimmedLines(text: unknown): string {
  return String(text)
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}

/**
 * Behind a backslash, white space at the end of a line is told apart: `--\` lets a comment go on in the next line, and `--\ ` does
 * not.
 */
function trimmedQuery(text: unknown): string {
  const trimmed = trimmedLines(text);
  return /\\$/m.test(trimmed) ? String(text) : trimmed;
}

function zoneOf(zone: unknown): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: String(zone) }).resolvedOptions().timeZone;
  } catch {
    return String(zone);
  }
}
