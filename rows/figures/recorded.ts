import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import { ALERT_SYNC_METRICS } from "../../alerting/tables/alert-sync-metrics";

/** Who reads figures must know what they are made of, most of all while there is nothing. */
export const RECORDED_COLUMNS = ["source", "known_since", "newest", "records", "note"] as const;

interface Source {
  readonly source: string;
  readonly table: string;
  readonly at: string;
  /** @default all rows */
  readonly where?: string;
  readonly ifNone: string;
  /** Of records of which the newest is older than a day. */
  readonly ifOld?: string;
}

const SOURCES: readonly Source[] = [
  {
    source: "evaluations (alert_history)",
    table: ALERT_HISTORY.name,
    at: "evaluation_timestamp",
    ifNone:
      "Nothing yet: alerting_history_job records them. Run it, or unpause it. Figures of episodes, errors and durations begin with its first run.",
    ifOld: "Nothing new for more than a day: does alerting_history_job run?",
  },
  {
    source: "judgements (npm run feedback)",
    table: ALERT_HISTORY.name,
    at: "evaluation_timestamp",
    where: "feedback IS NOT NULL",
    ifNone: "Nobody has judged a firing yet, so that the share of false positives is not known.",
  },
  {
    source: "acknowledgements (npm run feedback)",
    table: ALERT_HISTORY.name,
    at: "acknowledged_at",
    where: "acknowledged_at IS NOT NULL",
    ifNone: "Nobody has acknowledged a firing yet, by npm run feedback with --acknowledge.",
  },
  {
    source: "deployments (alert_sync_metrics)",
    table: ALERT_SYNC_METRICS.name,
    at: "sync_started_at",
    ifNone: "No deployment has changed anything yet.",
  },
  {
    source: "alerts (alert_configurations)",
    table: ALERT_CONFIGURATIONS.name,
    at: "created_at",
    ifNone: "There are no rows yet.",
  },
];

/** Each source with its first record, its newest, how many there are, and what to do where there is nothing. */
export function recorded(names: TableNames): string {
  const selects = SOURCES.map(({ source, table, at, where, ifNone, ifOld }, index) =>
    [
      `SELECT ${index} AS place, '${source}' AS source, min(${at}) AS known_since, max(${at}) AS newest, count(*) AS records,`,
      `  CASE WHEN count(*) = 0 THEN '${ifNone}'`,
      ...(ifOld === undefined
        ? []
        : [`    WHEN max(${at}) < current_timestamp() - INTERVAL 1 DAYS THEN '${ifOld}'`]),
      "    ELSE '' END AS note",
      `FROM ${qualifiedName(names, table)}`,
      ...(where === undefined ? [] : [`WHERE ${where}`]),
    ].join("\n"),
  );
  return `SELECT ${RECORDED_COLUMNS.join(", ")} FROM (\n${selects.join("\nUNION ALL\n")}\n) ORDER BY place`;
}
