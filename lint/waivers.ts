import type { AlertRow } from "../alerting/tables/alert-configurations";
import { shownText } from "../messages/words";
import { CHECK_RULE_IDS, isOfLintAlone, LINT_RULE_IDS, unknownRule } from "../settings/lint-settings";
import type { Finding } from "./finding";
import type { RuleDescription } from "./lint-rule";

/** What a row says about a finding that is meant to be so. */
interface Waiver {
  /** A rule of lint, or a check against the workspace. */
  readonly rule: string;
  /** The last day that it holds, `2026-12-31`, in UTC. */
  readonly until: string;
  readonly because: string;
}

/** A row's waivers, and what is wrong with those that cannot be read. */
interface Waivers {
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
    if (/^waive/i.test(key))
      faults.push(`the tag ${shownText(key)} is not read: name it lint, with the value ${FORM_IN_WORDS}`);

    for (const text of /^lint([._:-]|$)/i.test(key) ? statements(value ?? "") : []) {
      const waiver = readWaiver(text);
      if (typeof waiver === "string") faults.push(waiver);
      else waivers.push(waiver);
    }
  }
  return { waivers, faults };
}

/** Whether its last day is over. */
function isExpired({ until }: Waiver, now: Date): boolean {
  return now.toISOString().slice(0, 10) > until;
}

/** So many days ahead is the last day of a waiver: whoever waived comes back to it within half a year. */
const LONGEST_WAIVER_DAYS = 180;

/** Whether its last day is too far away: it waives nothing then. */
function isTooLong({ until }: Waiver, now: Date): boolean {
  return until > lastPossibleDay(now);
}

/** `2027-05-24` */
function lastPossibleDay(now: Date): string {
  return new Date(now.getTime() + LONGEST_WAIVER_DAYS * 86_400_000).toISOString().slice(0, 10);
}

/** Whether it waives something today. */
function isInForce(waiver: Waiver, now: Date): boolean {
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
  if (rule === undefined || until === undefined || because === undefined)
    return `"${shownText(text)}" is no waiver: write ${FORM_IN_WORDS}`;

  if (!KNOWN_RULES.includes(rule)) return unknownRule(rule, KNOWN_RULES);

  return isDate(until)
    ? { rule, until, because: because.trim() }
    : `"${shownText(until)}" is no date: write it as 2026-12-31`;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Marks what the row waives among its findings, and adds what there is to say of the waivers themselves. */
export function applyWaivers(
  { alertId, row: { tags } }: { readonly alertId: string; readonly row: Pick<AlertRow, "tags"> },
  findings: readonly Finding[],
  now: Date,
): Finding[] {
  const { waivers, faults } = readWaivers(tags);
  const valid = waivers.filter((waiver) => isInForce(waiver, now));
  const found = new Set(findings.map(({ rule }) => rule));
  const errors = new Set(findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule));
  const say = (rule: RuleDescription, message: string, about: string): Finding => ({
    rule: rule.id,
    severity: rule.severity,
    alertId,
    column: "tags",
    about,
    message,
    fix: rule.fix,
  });
  return [
    ...findings.map((finding) => waived(finding, valid)),
    ...faults.map((fault) =>
      say(WAIVER_MALFORMED, `A waiver cannot be read: ${fault}${fault.endsWith("?") ? "" : "."}`, fault),
    ),
    ...waivers
      .filter((waiver) => isExpired(waiver, now))
      .map(({ rule, until }) =>
        say(WAIVER_EXPIRED, `The waiver of ${rule} ended on ${until}.`, `${rule} ${until}`),
      ),
    ...valid
      .filter(({ rule }) => errors.has(rule))
      .map(({ rule }) =>
        say(WAIVER_REFUSED, `${rule} is an error here, and an error cannot be waived.`, rule),
      ),
    ...waivers
      .filter((waiver) => isTooLong(waiver, now))
      .map(({ rule, until }) =>
        say(
          WAIVER_TOO_LONG,
          `The waiver of ${rule} until ${until} waives nothing: the last day that it may have today is ${lastPossibleDay(now)}.`,
          `${rule} ${until}`,
        ),
      ),
    ...valid
      .filter(({ rule }) => isOfLintAlone(rule) && !found.has(rule))
      .map(({ rule }) => say(WAIVER_UNUSED, `${rule} finds nothing to waive here.`, rule)),
  ];
}

/** Marks what the row waives today; an error it cannot. */
export function markWaived(tags: AlertRow["tags"], finding: Finding, now: Date): Finding {
  return waived(
    finding,
    readWaivers(tags).waivers.filter((waiver) => isInForce(waiver, now)),
  );
}

function waived(finding: Finding, waivers: readonly Waiver[]): Finding {
  const waiver = finding.severity === "error" ? undefined : waivers.find(({ rule }) => rule === finding.rule);
  return waiver ? { ...finding, waived: { until: waiver.until, because: waiver.because } } : finding;
}

const WAIVER_EXPIRED: RuleDescription = {
  id: "waiver/expired",
  severity: "warning",
  title: "A waiver is past its last day.",
  reason:
    "A waiver is a promise to come back to something. Past its day it holds no more: what it waived is a finding again, and the promise is due.",
  fix: "Mend what was waived, or give the waiver another day and a reason that is still true.",
};

const WAIVER_MALFORMED: RuleDescription = {
  id: "waiver/malformed",
  severity: "warning",
  title: "A waiver cannot be read.",
  reason:
    "A waiver with a wrong rule, no day or no reason waives nothing, though its author thinks that it does.",
  fix: "Write it as waive <rule> until <YYYY-MM-DD> because <text>, in a tag named lint.",
};

const WAIVER_REFUSED: RuleDescription = {
  id: "waiver/refused",
  severity: "warning",
  title: "A waiver is of an error.",
  reason:
    "With an error the alert does not work, or not for what it was made. Who writes the row cannot decide alone that this is meant to be so.",
  fix: "Mend the error, and take the waiver out; for a whole stack the setting lint can give the rule another severity.",
};

const WAIVER_TOO_LONG: RuleDescription = {
  id: "waiver/too-long",
  severity: "warning",
  title: "A waiver ends more than 180 days from now.",
  reason:
    "A waiver is a promise to come back to something. With a day so far away nobody does: it waives nothing.",
  fix: "Give it a day within half a year, and look again then.",
};

const WAIVER_UNUSED: RuleDescription = {
  id: "waiver/unused",
  severity: "info",
  title: "A waiver waives nothing.",
  reason:
    "What it waived was mended, or the rule is off. Left alone it would hide the next mistake of that kind.",
  fix: "Take it out of the row's tags.",
};

/** What is found while waivers are read, rather than by a rule's own check. */
export const WAIVER_RULES = [
  WAIVER_EXPIRED,
  WAIVER_MALFORMED,
  WAIVER_REFUSED,
  WAIVER_TOO_LONG,
  WAIVER_UNUSED,
] as const;
