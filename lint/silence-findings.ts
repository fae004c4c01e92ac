import type { PlannedAlert } from "../alerting/planned-alert";
import { covers, MATCH_COLUMNS, type Silence } from "../alerting/silences/silence";
import { ALERT_SILENCES } from "../alerting/tables/alert-silences";
import { counted, shownText, someOf } from "../messages/words";
import type { Finding } from "./finding";
import type { LintRule, RuleDescription } from "./lint-rule";

/** What nobody sees for longer than that was no maintenance. */
const LONG_HOURS = 24;
const HOUR_MS = 3_600_000;

const COVERS_NOTHING: RuleDescription = {
  id: "silence/covers-nothing",
  severity: "warning",
  title: "A silence covers no alert.",
  reason:
    "Whoever wrote it believes that somebody is spared. A row with a fault covers none, so that no alert is quiet by mistake.",
  fix: "Correct what it says of alerts in alert_silences, or end it: npm run silence -- end <silence_id>.",
};

const EXPIRED_FIX =
  "Clear silenced_until and silence_reason: the guard stays in the alert's query until then.";

const EXPIRED: LintRule = {
  id: "silence/expired",
  severity: "info",
  title: "The silence is over.",
  reason: "It holds nothing back any more, and whoever reads the row has to work that out.",
  fix: EXPIRED_FIX,
  check({ row: { silenced_until: until }, context: { now } }) {
    return until !== null && new Date(until) <= now
      ? [{ column: "silenced_until", message: `It ended at ${until}.` }]
      : [];
  },
};

const CRITICAL_LONG: LintRule = {
  id: "silence/critical-long",
  severity: "warning",
  title: `A CRITICAL alert is silent for more than ${LONG_HOURS} hours.`,
  reason: "What must wake somebody wakes nobody, and nothing else tells of it.",
  fix: "Silence it for the hours of the work alone, or lower its severity for as long.",
  check({ row: { severity, silenced_until: until }, context: { now } }) {
    const hours = until === null ? 0 : (new Date(until).getTime() - now.getTime()) / HOUR_MS;
    return severity === "CRITICAL" && hours > LONG_HOURS
      ? [
          {
            column: "silenced_until",
            message: `It is CRITICAL, and silent for ${Math.round(hours)} hours, until ${until}.`,
          },
        ]
      : [];
  },
};

const WHOLE_DOMAIN: RuleDescription = {
  id: "silence/whole-domain",
  severity: "warning",
  title: "A silence covers a whole domain, or everything.",
  reason: "It covers alerts that nobody thought of, and those that are added while it holds.",
  fix: "Name the alerts by id, owner or tag.",
};

/** Rules about a row's own silence; of silences in alert_silences they speak, too (`silenceFindings`). */
export const SILENCE_RULES: readonly LintRule[] = [CRITICAL_LONG, EXPIRED];

/** Rules about rows of alert_silences alone. */
export const SILENCE_TABLE_RULES: readonly RuleDescription[] = [COVERS_NOTHING, WHOLE_DOMAIN];

/** What is to be said of the silences that are not over, each by its id. Those that are over are no more than records. */
export function silenceFindings(
  silences: readonly Silence[],
  alerts: readonly Pick<PlannedAlert, "alertId" | "row">[],
  now: Date,
): Finding[] {
  return silences.flatMap((silence) => {
    if (silence.endsAt <= now) return [];
    const covered = alerts.filter(({ row }) => covers(silence, row));
    return [
      ...coversNothing(silence, covered),
      ...criticalLong(silence, covered),
      ...wholeDomain(silence, covered),
    ];
  });
}

function finding(
  { id: rule, severity, fix }: RuleDescription,
  { row }: Silence,
  column: string,
  message: string,
): Finding {
  return { rule, severity, table: ALERT_SILENCES.name, alertId: row.silence_id, column, message, fix };
}

type Covered = readonly Pick<PlannedAlert, "alertId" | "row">[];

function coversNothing(silence: Silence, covered: Covered): Finding[] {
  if (covered.length > 0) return [];
  const said = MATCH_COLUMNS.filter((column) => silence.row[column] !== null);
  const [fault] = silence.faults;
  const message =
    fault === undefined
      ? `No alert has ${said.map((column) => `${column} ${shownText(silence.row[column] ?? "")}`).join(" and ")}.`
      : `It is of no effect: ${fault.column ?? ""} ${fault.rule}.`;
  return [finding(COVERS_NOTHING, silence, fault?.column ?? said[0] ?? "match_alert_id", message)];
}

function criticalLong(silence: Silence, covered: Covered): Finding[] {
  const critical = covered.filter(({ row }) => row.severity === "CRITICAL").map(({ alertId }) => alertId);
  const hours = (silence.endsAt.getTime() - silence.startsAt.getTime()) / HOUR_MS;
  if (critical.length === 0 || silence.hours !== undefined || hours <= LONG_HOURS) return [];
  const message = `For ${Math.round(hours)} hours it silences ${counted(critical.length, "CRITICAL alert")}: ${someOf(critical)}.`;
  return [finding(CRITICAL_LONG, silence, "ends_at", message)];
}

function wholeDomain(silence: Silence, covered: Covered): Finding[] {
  const { match_alert_id: id, match_domain: domain, match_owner: owner, match_tag: tag } = silence.row;
  const isNamed = owner !== null || tag !== null || (id !== null && /[^*?]/.test(id));
  if (isNamed || covered.length === 0) return [];
  const what = domain === null ? "all domains" : `the domain ${domain}`;
  const message = `It covers alerts of ${what}, ${covered.length} now: ${someOf(covered.map(({ alertId }) => alertId))}.`;
  return [finding(WHOLE_DOMAIN, silence, domain === null ? "match_alert_id" : "match_domain", message)];
}
