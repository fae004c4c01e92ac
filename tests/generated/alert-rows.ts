import { Random } from "./random";

/** Column → value, as JSON; what is left out is NULL. */
export type GeneratedRow = Record<string, string | number | boolean | string[] | Record<string, string>>;

const CRONS = [
  "0 0 8 * * ?",
  "0 */5 * * * ?",
  "0 0/15 8-18 ? * MON-FRI",
  "0 30 6 1 * ?",
  "0 0 12 L * ?",
  "  0 0 8 * * ?  ",
  "0 0 6 ? * 2#1",
  "0 0 9 15W * ?",
  "0 0 7 ? * 6L",
  "0  15  10  ?  *  *",
] as const;
const QUERIES = [
  "SELECT 1 AS value",
  "SELECT 1 AS value;",
  "  SELECT 1 AS value ; \n",
  "SELECT\r\n  1 AS value\r\n",
  "SELECT count(*) AS value FROM ${catalog}.${gold_schema}.alert_history -- of all time\n",
  "SELECT 'it''s \\\\ \"quoted\" 100 % ünïcödé 🚨' AS note, 2 AS value",
  "WITH q AS (SELECT 3 AS value) SELECT * FROM q",
] as const;
const NAMES = [
  "Spend",
  "Größe <b>",
  "100 % 'quoted' \"twice\"",
  "日本語",
  "🚨 fire",
  "a; DROP TABLE x --",
  "{{ALERT_NAME}}",
  "[INFO] inner",
] as const;
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  80,
  0.1,
  1 / 3,
  1e21,
  1e-7,
  123456789012345680,
  -2.5,
  2147483648,
  1e308,
  5e-324,
] as const;
const SUBJECTS = [
  "[{{SEVERITY}}] {{ALERT_NAME}} - {{QUERY_RESULT_VALUE}}",
  "plain",
  "{{OWNER}} & <co>",
  "{{ALERT_STATUS}}: {{ALERT_ID}}",
] as const;
const BODIES = [
  "<h2>{{ALERT_NAME}}</h2>\r\n<p>{{OWNER}}</p>\r\n",
  "{{#QUERY_RESULT_ROWS}}{{value}}{{/QUERY_RESULT_ROWS}}\n",
  " spaced ",
] as const;
const CHANNELS = [
  "oncall@example.com",
  "team+alerts@example.org",
  "default_email",
  "slack-ops",
  "pager",
  " slack-ops ",
];

/** Two destinations with an id and one address, beside the seeded one. */
export const GENERATED_DESTINATIONS: readonly GeneratedRow[] = ["slack-ops", "pager"].map((id, index) => ({
  destination_id: id,
  destination_name: id,
  destination_type: index === 0 ? "SLACK" : "PAGERDUTY",
  databricks_destination_id: `0000-${index}-4f6a`,
  owner: "generator",
  created_by: "generator",
}));

/** Good rows as people write them, odd ones among them. Made without any code that reads rows. */
export function generateAlertRows(count: number, seed: number): GeneratedRow[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_unused, index) => ({
    alert_id: `GEN-${String(index).padStart(4, "0")}`,
    alert_name: `${random.one(NAMES)} ${index}`,
    agent_domain: random.one(["COST", "SECURITY", "PERFORMANCE", "RELIABILITY", "QUALITY"]),
    severity: random.one(["CRITICAL", "WARNING", "INFO"]),
    alert_query_template: random.one(QUERIES),
    threshold_column: "value",
    ...condition(random),
    empty_result_state: random.one(["OK", "TRIGGERED", "ERROR"]),
    ...(random.chance(0.7) && {
      aggregation_type: random.one([
        "NONE",
        "SUM",
        "COUNT",
        "COUNT_DISTINCT",
        "AVG",
        "MEDIAN",
        "MIN",
        "MAX",
        "STDDEV",
      ]),
    }),
    schedule_cron: random.one(CRONS),
    schedule_timezone: random.one([
      "America/Los_Angeles",
      "UTC",
      "Europe/Berlin",
      "Asia/Kolkata",
      "Etc/GMT+5",
    ]),
    pause_status: random.one(["PAUSED", "UNPAUSED"]),
    is_enabled: random.chance(0.9),
    notification_channels: random.chance(0.2)
      ? []
      : [...random.some(CHANNELS), ...random.some(CHANNELS).reverse()],
    notify_on_ok: random.chance(0.5),
    ...(random.chance(0.7) && { retrigger_seconds: random.one([0, 1, 60, 3600, 2147483647]) }),
    ...templates(random),
    owner: random.one(["finops", "R&D <team>", "o'neil"]),
    created_by: "generator",
    ...(random.chance(0.2) && { run_as: "5f0c1d2e-0000-4000-8000-00000000beef" }),
    ...(random.chance(0.3) && { tags: { team: "a=b,c", "": "empty" } }),
    ...(random.chance(0.3) && { runbook_url: "https://wiki.example.com/?a=1&b=<2>" }),
  }));
}

/** A query that a row can look back with. */
const CLOCKED =
  "SELECT count(*) AS value FROM ${catalog}.${gold_schema}.alert_history WHERE evaluation_timestamp > now() - INTERVAL 1 HOUR";

/** The same, of which most say what the service does not know. */
export function generateCompiledRows(count: number, seed: number): GeneratedRow[] {
  const random = new Random(seed);
  return generateAlertRows(count, seed).map((row) => {
    const others = Object.fromEntries(
      Object.entries(row).filter(([name]) => !/^threshold_value_(?:string|bool)$/.test(name)),
    );
    const numbers = { ...others, threshold_value_type: "DOUBLE", threshold_value_double: 80 };
    return {
      ...random.one<() => GeneratedRow>([
        () => row,
        () => ({
          ...numbers,
          threshold_operator: random.one(["BETWEEN", "not between"]),
          threshold_value_min: random.one([-1.5, 0, 5e-324]),
          threshold_value_max: random.one([7, 1e21]),
        }),
        () => ({
          ...others,
          threshold_operator: random.one(["IN", "not in"]),
          threshold_value_type: "STRING",
          threshold_value_list: ["it's", "*/ --", "\\", "ünï\n"],
        }),
        () => ({
          ...numbers,
          alert_query_template: CLOCKED,
          threshold_operator: ">",
          schedule_cron: random.one(["0 */5 * * * ?", "0 0 8 * * ?", "0 0/15 8-18 ? * MON-FRI"]),
          fires_for: random.one(["3 of 5", "2 in a row", "1 of 4"]),
          ...(random.chance(0.4) && { recover_value_double: 70 }),
        }),
        () => ({
          ...numbers,
          alert_query_template: `${CLOCKED} AND alert_id = :id AND :most > 0`,
          threshold_operator: "<",
          query_parameters: { id: "'it''s'", most: "7" },
        }),
      ])(),
      ...(random.chance(0.3) && {
        silenced_until: random.one(["2020-01-01T00:00:00Z", "2099-12-31T23:59:59.999Z"]),
        silence_reason: "a */ reason",
      }),
      ...(random.chance(0.2) && { notification_mode: random.one(["SHADOW", "live"]) }),
    };
  });
}

function condition(random: Random): GeneratedRow {
  const kind = random.one(["DOUBLE", "DOUBLE", "STRING", "BOOLEAN", "NULL"]);
  if (kind === "NULL")
    return { threshold_operator: random.one(["IS NULL", "IS NOT NULL"]), threshold_value_type: "DOUBLE" };

  const operator = random.one(
    kind === "DOUBLE" ? [">", ">=", "<", "<=", "=", "==", "!=", "<>"] : ["=", "==", "!=", "<>"],
  );
  const value = {
    DOUBLE: { threshold_value_double: random.one(NUMBERS) },
    STRING: { threshold_value_string: random.one(["FAILED", " spaced ", "ünï", "0", "true"]) },
    BOOLEAN: { threshold_value_bool: random.chance(0.5) },
  }[kind];
  return { threshold_operator: operator, threshold_value_type: kind, ...value };
}

function templates(random: Random): GeneratedRow {
  return {
    use_custom_template: random.chance(0.5),
    ...(random.chance(0.7) && { custom_subject_template: random.one(SUBJECTS) }),
    ...(random.chance(0.7) && { custom_body_template: random.one(BODIES) }),
  };
}
