import { DEFAULT_EMAIL_CHANNEL } from "../alerting/fields/notification";
import { ALERT_CONFIGURATIONS, type AlertRow } from "../alerting/tables/alert-configurations";
import { SILENCES_WATCHDOG } from "../alerting/tables/alert-silences";
import { type DestinationRow, NOTIFICATION_DESTINATIONS } from "../alerting/tables/notification-destinations";
import type { ConfigTableSpec } from "../alerting/tables/column-spec";
import type { RawRow } from "../alerting/tables/row-reader";
import type { Settings } from "../settings/settings";
import { WATCHDOG } from "./silences-watchdog";

/** A row as it is inserted: columns that are left out take their default. */
type SeedRow<Row> = Readonly<Partial<Row>>;

/** Who wrote the seed rows. */
export const SEEDED_BY = "alerting-framework";

/** Rows that a new table of destinations begins with. */
export const SEED_DESTINATIONS = [
  {
    destination_id: DEFAULT_EMAIL_CHANNEL,
    destination_name: "Default Email (users)",
    destination_type: "EMAIL",
    databricks_destination_id: null,
    owner: SEEDED_BY,
    is_enabled: true,
    created_by: SEEDED_BY,
    tags: { purpose: "default" },
  },
] as const satisfies readonly SeedRow<DestinationRow>[];

/** Not rounded before it is compared: 79.96 is below 80. One row whatever there is, with NULL where nothing was used. */
const TAG_COVERAGE_QUERY = `WITH last_week AS (
  SELECT
    SUM(list_cost) AS total_cost,
    SUM(CASE WHEN size(map_keys(custom_tags)) > 0 THEN list_cost ELSE 0 END) AS tagged_cost
  FROM \${catalog}.\${gold_schema}.fact_usage
  WHERE usage_date >= date_sub(current_date(), 7)
),
coverage AS (
  SELECT total_cost, 100 * tagged_cost / NULLIF(total_cost, 0) AS tag_coverage_pct FROM last_week
)
SELECT
  tag_coverage_pct,
  concat(
    ROUND(tag_coverage_pct, 1), ' % of the list cost of the last 7 days (', ROUND(total_cost, 2),
    ') carries at least one tag'
  ) AS alert_message
FROM coverage;
`;

/** Rows that a new table of alerts begins with where the setting `seeds` says so. */
export const SEED_ALERTS = [
  {
    alert_id: "COST-012",
    alert_name: "Tag Coverage Drop",
    alert_description:
      "Less than 80 % of the last 7 days' list cost carries a tag: it cannot be charged to anyone.",
    agent_domain: "COST",
    severity: "WARNING",
    alert_query_template: TAG_COVERAGE_QUERY,
    query_source: "CUSTOM",
    threshold_column: "tag_coverage_pct",
    threshold_operator: "<",
    threshold_value_type: "DOUBLE",
    threshold_value_double: 80,
    empty_result_state: "OK",
    aggregation_type: "NONE",
    schedule_cron: "0 0 8 * * ?",
    schedule_timezone: "America/Los_Angeles",
    pause_status: "PAUSED",
    is_enabled: true,
    notification_channels: [DEFAULT_EMAIL_CHANNEL],
    notify_on_ok: true,
    retrigger_seconds: 3600,
    use_custom_template: false,
    owner: SEEDED_BY,
    created_by: SEEDED_BY,
    tags: { seed: "true", pattern: "tag_hygiene" },
  },
  {
    alert_id: "TEST-001",
    alert_name: "Custom Template Test",
    alert_description:
      "Shows what a message with templates of one's own looks like. Never fires by itself: it is paused.",
    agent_domain: "QUALITY",
    severity: "INFO",
    alert_query_template: "SELECT 1 AS test_value",
    query_source: "CUSTOM",
    threshold_column: "test_value",
    threshold_operator: ">",
    threshold_value_type: "DOUBLE",
    threshold_value_double: 0,
    empty_result_state: "OK",
    aggregation_type: "NONE",
    schedule_cron: "0 0 8 * * ?",
    schedule_timezone: "America/Los_Angeles",
    pause_status: "PAUSED",
    is_enabled: true,
    notification_channels: [DEFAULT_EMAIL_CHANNEL],
    notify_on_ok: false,
    use_custom_template: true,
    // The alert's name has its severity in front already.
    custom_subject_template: "{{ALERT_NAME}} - {{QUERY_RESULT_VALUE}}",
    custom_body_template: "<h2>Alert: {{ALERT_NAME}}</h2><p>Value: {{QUERY_RESULT_VALUE}}</p>",
    owner: SEEDED_BY,
    created_by: SEEDED_BY,
    tags: { seed: "true" },
  },
] as const satisfies readonly SeedRow<AlertRow>[];

/** Alerts to try the program with: nothing that a team wants to watch. */
const TO_TRY: ReadonlySet<unknown> = new Set(SEED_ALERTS.map(({ alert_id: alertId }) => alertId));

/** What decides about seeds. */
type SeedSettings = Partial<Pick<Settings, "liveSilences" | "seeds">>;

/** Property of `alert_configurations`: keys of the seed rows that were inserted once, and are never inserted again. */
export const SEED_PROPERTY = "alerting.seeded";

/** The seed rows by table. */
const SEEDS = [
  { table: NOTIFICATION_DESTINATIONS, rows: SEED_DESTINATIONS, unique: [] },
  // What a display name is made of: a row that has a seed's under another key goes before it.
  {
    table: ALERT_CONFIGURATIONS,
    rows: [...SEED_ALERTS, { ...WATCHDOG, owner: SEEDED_BY, created_by: SEEDED_BY }],
    unique: ["severity", "alert_name"],
  },
] as const;

/** The keys of all seeds that a stack with these settings has. */
export function seedKeys(settings: SeedSettings = {}): string[] {
  return SEEDS.flatMap(({ table, rows }) => keysOf(wantedSeeds<RawRow>(rows, settings), table.primaryKey));
}

function wantedSeeds<Row extends RawRow>(
  rows: readonly Row[],
  { liveSilences = false, seeds = false }: SeedSettings,
): Row[] {
  return rows.filter(({ alert_id: alertId }) =>
    alertId === SILENCES_WATCHDOG ? liveSilences : seeds || !TO_TRY.has(alertId),
  );
}

export const SEEDED_TABLES: readonly string[] = SEEDS.map(({ table }) => table.name);

/** Property of `alert_configurations`: packs whose rows were written once. What a pack that is known to nobody left is people's. */
const PACKS_PROPERTY = "alerting.packs";

/** Reads a property that is a list of names. */
export function namesIn(property: string | undefined): ReadonlySet<string> {
  return new Set(property?.split(",").map((key) => key.trim()));
}

/** Finds and reads one among the rows `key`, `value` of the table's properties. */
function namesOf(properties: readonly RawRow[], name: string): ReadonlySet<string> {
  const value = properties.find(({ key }) => key === name)?.["value"];
  return namesIn(typeof value === "string" ? value : undefined);
}

export function seededKeysOf(properties: readonly RawRow[]): ReadonlySet<string> {
  return namesOf(properties, SEED_PROPERTY);
}

export function appliedPacksOf(properties: readonly RawRow[]): ReadonlySet<string> {
  return namesOf(properties, PACKS_PROPERTY);
}

/** Writes `PACKS_PROPERTY`; packs that were written once stay remembered. */
export function packsProperty(applied: ReadonlySet<string>): Readonly<Record<string, string>> {
  return {
    [PACKS_PROPERTY]: [...applied]
      .filter((name) => name !== "")
      .sort()
      .join(","),
  };
}

/** Writes `SEED_PROPERTY`: what was seeded stays remembered, also by a release that no longer knows the row. */
export function seedProperty(
  seeded: ReadonlySet<string>,
  settings: SeedSettings = {},
): Readonly<Record<string, string>> {
  const keys = new Set([...seeded, ...seedKeys(settings)].filter((key) => key !== ""));
  return { [SEED_PROPERTY]: [...keys].sort().join(",") };
}

/** The seed rows that were never inserted, by table. */
export function pendingSeeds(seeded: ReadonlySet<string>, settings: SeedSettings = {}) {
  return SEEDS.map(({ table, rows, unique }) => ({
    table,
    unique,
    rows: wantedSeeds<RawRow>(rows, settings).filter((row) => !seeded.has(String(row[table.primaryKey]))),
  })).filter(({ rows }) => rows.length > 0);
}

/** The rows that seeding will write to `table`: a row that is there already, or that has a seed's name, stays as it is. */
export function seedsFor(
  table: typeof ALERT_CONFIGURATIONS | typeof NOTIFICATION_DESTINATIONS,
  rows: readonly RawRow[],
  seeded: ReadonlySet<string>,
  settings: SeedSettings = {},
): RawRow[] {
  const seeds: readonly RawRow[] =
    pendingSeeds(seeded, settings).find((one) => one.table.name === table.name)?.rows ?? [];
  return withoutTaken(table, seeds, rows);
}

/** The seeds whose key, and whose name, none of the rows has. */
export function withoutTaken(
  { name, primaryKey }: Pick<ConfigTableSpec, "name" | "primaryKey">,
  seeds: readonly RawRow[],
  rows: readonly RawRow[],
): RawRow[] {
  const unique: readonly string[] = SEEDS.find(({ table }) => table.name === name)?.unique ?? [];
  const keys = new Set(keysOf(rows, primaryKey));
  const hasName = (seed: RawRow) => (row: RawRow) => unique.every((column) => row[column] === seed[column]);
  return seeds.filter(
    (seed) => !keys.has(String(seed[primaryKey])) && !(unique.length > 0 && rows.some(hasName(seed))),
  );
}

function keysOf(rows: readonly RawRow[], key: string): string[] {
  return rows.map((row) => String(row[key]));
}
