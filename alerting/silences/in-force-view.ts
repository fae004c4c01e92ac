import { sqlLiteral } from "../../sql/quoting";
import { qualifiedName, type TableNames } from "../table-names";
import { ALERT_CONFIGURATIONS } from "../tables/alert-configurations";
import { ALERT_SILENCES, MOST_DAYS, SILENCES_WATCHDOG } from "../tables/alert-silences";
import { windowEndSql } from "./repeats";

/**
 * Which alerts are quiet now: `alert_id`, `silence_id`, `silenced_until`, `reason`, one row for each of them, of the silence that
 * ends last.
 *
 * Each alert's query reads it, so that a row that breaks it would break every alert. Nothing in it can fail, whatever rows hold:
 * casts are TRY_CAST, which gives NULL for a zone or an hour that is none; a key that is missing is NULL; the escape of LIKE stands
 * only before what it may stand before. And a row that is wrong covers no alert: whoever wrote it is still told.
 */
export function silencesInForce(names: TableNames): string {
  return [
    "SELECT alert_id,",
    "  max_by(silence_id, quiet_until) AS silence_id,",
    "  max(quiet_until) AS silenced_until,",
    "  max_by(reason, quiet_until) AS reason",
    "FROM (",
    "  SELECT a.alert_id, s.silence_id, s.reason,",
    "    CASE WHEN s.repeats IS NULL THEN s.ends_at WHEN s.window_end > now() THEN least(s.ends_at, s.window_end) END AS quiet_until",
    "  FROM (",
    `    SELECT silence_id, reason, ends_at, repeats, ${MATCHES.map(([column]) => column).join(", ")},`,
    `      ${windowEndSql()} AS window_end`,
    `    FROM ${qualifiedName(names, ALERT_SILENCES.name)}`,
    "    WHERE starts_at <= now() AND now() < ends_at",
    `      AND ends_at <= starts_at + INTERVAL ${MOST_DAYS} DAYS AND trim(reason) <> ''`,
    `      AND coalesce(${MATCHES.map(([column]) => column).join(", ")}) IS NOT NULL`,
    `  ) AS s JOIN ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS a`,
    `    ON ${MATCHES.map(([column, sql]) => `(s.${column} IS NULL OR ${sql})`).join("\n    AND ")}`,
    `    AND a.alert_id <> ${sqlLiteral(SILENCES_WATCHDOG)}`,
    ") AS quiet",
    "WHERE quiet_until IS NOT NULL",
    "GROUP BY alert_id",
  ].join("\n");
}

const LIKE_PATTERN = [
  ["!", "!!"],
  ["%", "!%"],
  ["_", "!_"],
  ["*", "%"],
  ["?", "_"],
].reduce((text, [from, to]) => `replace(${text}, '${from}', '${to}')`, "s.match_alert_id");

/** Column of a silence → when an alert has what it says. `covers` of `silence.ts` says the same. */
const MATCHES = [
  ["match_alert_id", `a.alert_id LIKE ${LIKE_PATTERN} ESCAPE '!'`],
  ["match_domain", "upper(trim(a.agent_domain)) = upper(trim(s.match_domain))"],
  ["match_severity", "upper(trim(a.severity)) = upper(trim(s.match_severity))"],
  ["match_owner", "lower(trim(a.owner)) = lower(trim(s.match_owner))"],
  [
    "match_tag",
    "trim(try_element_at(a.tags, trim(substring_index(s.match_tag, '=', 1)))) = " +
      "CASE WHEN instr(s.match_tag, '=') > 0 THEN trim(substr(s.match_tag, instr(s.match_tag, '=') + 1)) END",
  ],
] as const;
