const DAYS = 90;
/** Records per day, workspace and SKU: 90 × 6 × 7 × 14 = 52,920 rows. */
const RECORDS = 14;

/** Name, share of the records that carry tags (percent), size relative to the others (percent). */
const WORKSPACES = [
  ["1001000000000001", "prod-analytics", 96, 150],
  ["1001000000000002", "prod-ml", 92, 140],
  ["1001000000000003", "data-platform", 85, 120],
  ["1001000000000004", "marketing-bi", 60, 90],
  ["1001000000000005", "dev-shared", 30, 70],
  ["1001000000000006", "sandbox", 8, 40],
] as const;

/** Name, product, list price of a DBU, where it runs. */
const SKUS = [
  ["PREMIUM_JOBS_COMPUTE", "JOBS", "0.15", "job"],
  ["PREMIUM_JOBS_SERVERLESS_COMPUTE", "JOBS", "0.35", "job"],
  ["PREMIUM_ALL_PURPOSE_COMPUTE", "ALL_PURPOSE", "0.55", "cluster"],
  ["PREMIUM_SERVERLESS_SQL_COMPUTE", "SQL", "0.70", "warehouse"],
  ["PREMIUM_SQL_PRO_COMPUTE", "SQL", "0.55", "warehouse"],
  ["PREMIUM_DLT_CORE_COMPUTE", "DLT", "0.20", "cluster"],
  ["PREMIUM_SERVERLESS_REAL_TIME_INFERENCE", "MODEL_SERVING", "0.07", "none"],
] as const;

const TEAMS = ["finance", "growth", "risk", "platform", "science"];
const PROJECTS = ["churn", "forecast", "ingest", "reporting", "search", "pricing"];

/**
 * A DuckDB query that makes the sample. Nothing in it is random: what varies hangs on the MD5 of the record's number,
 * so that the same day gives the same rows.
 */
export function factUsageRows(now: Date): string {
  const today = `DATE '${now.toISOString().slice(0, 10)}'`;
  return `
WITH workspaces(w, workspace_id, workspace_name, tagged, size) AS (${values(WORKSPACES)}),
skus(k, sku_name, product, price, place) AS (${values(SKUS)}),
records AS (
  SELECT *, ${today} - CAST(d AS INTEGER) AS usage_date, md5_number_lower(w || '-' || k || '-' || d || '-' || n) AS dice
  FROM range(${DAYS}) AS days(d), range(${RECORDS}) AS numbers(n), workspaces, skus
),
rolled AS (
  SELECT *,
    ${roll(1, 100)} AS tag_roll, ${roll(100, 10_000)} AS amount_roll, ${roll(1_000_000, TEAMS.length)} AS team_roll,
    ${roll(5_000_000, PROJECTS.length)} AS project_roll, ${roll(30_000_000, 12)} AS resource_roll,
    ${roll(360_000_000, 1320)} AS start_minute
  FROM records
),
measured AS (
  SELECT *, CAST(price AS DECIMAL(18,6)) AS list_price,
    CAST((500 + amount_roll) * size * (CASE WHEN dayofweek(usage_date) IN (0, 6) THEN 6 ELSE 10 END) AS DECIMAL(18,6))
      * 0.000001 AS quantity
  FROM rolled
)
SELECT format('{:016x}', dice), workspace_id, workspace_name, 'AWS', sku_name, product, usage_date,
  usage_date + to_minutes(CAST(start_minute AS BIGINT)), usage_date + to_minutes(CAST(start_minute + 60 AS BIGINT)),
  CAST(quantity AS DECIMAL(18,6)), 'DBU', list_price, CAST(quantity * list_price AS DECIMAL(18,6)),
  CASE WHEN tag_roll < tagged THEN MAP {
      'team': ${pick(TEAMS, "team_roll")}, 'project': ${pick(PROJECTS, "project_roll")},
      'environment': CASE WHEN workspace_name LIKE 'prod%' THEN 'prod' ELSE 'dev' END }
    ELSE MAP {} END,
  CASE WHEN place = 'job' THEN format('{}', 70000 + w * 100 + resource_roll) END,
  CASE WHEN place IN ('job', 'cluster') THEN format('0101-120000-w{}c{}', w, resource_roll) END,
  CASE WHEN place = 'warehouse' THEN format('wh{:02d}{:02d}', w, resource_roll % 3) END,
  ${pick(TEAMS, "team_roll")} || '@example.com'
FROM measured ORDER BY usage_date, w, k, n`;
}

/** A number from 0 to `sides - 1`: digits of the record's dice that no other roll looks at. */
function roll(divisor: number, sides: number): string {
  return `CAST((dice // ${divisor}) % ${sides} AS INTEGER)`;
}

function pick(choices: readonly string[], roll: string): string {
  return `[${choices.map((choice) => `'${choice}'`).join(", ")}][${roll} + 1]`;
}

function values(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row, index) => `(${[index + 1, ...row.map(literal)].join(", ")})`);
  return `VALUES ${texts.join(", ")}`;
}

function literal(value: string | number): string {
  return typeof value === "number" ? String(value) : `'${value}'`;
}
