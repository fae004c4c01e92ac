import { shownText } from "../messages/shown-value";
import { unknownRule } from "../settings/unknown-rule";
import { CHECK_RULE_IDS, LINT_RULE_IDS } from "../settings/rule-ids";

/** What a row says about a finding that is meant to be so. */
export interface Waiver {
  /** A rule of lint, or a check against the workspace. */
  readonly rule: string;
  /** The last day that it holds, `2026-12-31`, in UTC. */
  readonly until: string;
  readonly because: string;
}

/** A row's waivers, and what is wrong with those that cannot be read. */
export interface Waivers {
  readonly waivers: readonly Waiver[];
  readonly faults: readonly string[];
}

const FORM = /^waive\s+(\S+)\s+until\s+(\S+)\s+because\s+(\S[\s\S]*)$/i;
const KNOWN_RULES: readonly string[] = [...LINT_RULE_IDS, ...CHECK_RULE_IDS];
const FORM_IN_WORDS = "waive <rule> until <YYYY-MM-DD> because <text>";

/**
 * Reads the tags `lint`, `lint.1`, `lint-cost` and so on; one tag can hold several waivers, with `;` between them.
 */
export function readWaivers(tags: Readonly<Record<string, string | null>> | null): Waivers {
  const waivers: Waiver[] = [];
  const faults: string[] = [];
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (/^waive/i.test(key)) {
      faults.push(`the tag ${shownText(key)} is not read: name it lint, with the value ${FORM_IN_WORDS}`);
    }
    for (const text of /^lint([._:-]|$)/i.test(key) ? statements(value ?? "") : []) {
      const waiver = readWaiver(text);
      if (typeof waiver === "string") faults.push(waiver);
      else waivers.push(waiver);
    }
  }
  return { waivers, faults };
}

/** Whether its last day is over. */
export function isExpired({ until }: Waiver, now: Date): boolean {
  return now.toISOString().slice(0, 10) > until;
}

/** So many days ahead is the last day of a waiver: whoever waived comes back to it within half a year. */
export const LONGEST_WAIVER_DAYS = 180;

/** Whether its last day is too far away: it waives nothing then. */
export function isTooLong({ until }: Waiver, now: Date): boolean {
  return until > lastPossibleDay(now);
}

/** `2027-05-24` */
export function lastPossibleDay(now: Date): string {
  return new Date(now.getTime() + LONGEST_WAIVER_DAYS * 86_400_000).toISOString().slice(0, 10);
}

/** Whether it waives something today. */
export function isInForce(waiver: Waiver, now: Date): boolean {
  return !isExpired(waiver, now) && !isTooLong(waiver, now);
}

function statements(value: string): string[] {
  return value
    .split(/[;\n]\s*(?=waive\s|$)/i)
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

function readWaiver(text: string): Waiver | string {
  const [, rule, until, because] = FORM.exec(text) ?? [];
  if (rule === undefined || until === undefined || because === undefined) {
    return `"${shownText(text)}" is no waiver: write ${FORM_IN_WORDS}`;
  }
  if (!KNOWN_RULES.includes(rule)) {
    return unknownRule(rule, KNOWN_RULES);
  }
  return isDate(until)
    ? { rule, until, because: because.trim() }
    : `"${shownText(until)}" is no date: write it as 2026-12-31`;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
