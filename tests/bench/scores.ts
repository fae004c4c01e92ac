import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { clientEnvironment, startWorkspace } from "databricks-local";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import type { TableNames } from "../../alerting/table-names";
import { qualifiedName } from "../../alerting/table-names";
import { openConnection } from "../../databricks/open-connection";
import type { SqlSession } from "../../databricks/sql-session";
import { createObject } from "../../rows/statements/define-objects";
import { createTable } from "../../rows/statements/define-tables";
import { scoreFunctions } from "../../rows/statements/score-functions";
import { SAMPLE } from "../sample";
import { HOURS_OF_WEEK, JUDGED_WEEKS, makeSeries, type Series, SHAPES, TRAINING_WEEKS } from "./score-series";

const NAMES: TableNames = { catalog: "health_monitor", goldSchema: "gold" };
const SEEDS = [1, 2, 3, 4, 5];
const NOISES = [0.08, 0.2];
/** `ml_threshold` as `docs/scores.md` recommends it, and what is around it. */
const THRESHOLDS = [0.4, 0.5, 0.6];
const RECOMMENDED = 0.5;
const MOST_FALSE_ALARMS_A_WEEK = 0.2;

/** Which hours of the judged weeks a way of judging takes for unusual. */
type Judged = (hour: number) => boolean;

interface Tally {
  found: number;
  incidents: number;
  falseAlarms: number;
  weeks: number;
}

/** `npm run bench -- scores`: what `usual_range` finds, and how often it is wrong, beside two common rules. */
export async function measureScores(say: (line: string) => void): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "scores-"));
  const workspace = await startWorkspace({ dataDir, setup: SAMPLE });
  const env = clientEnvironment(workspace);
  const { sql, close } = await openScores(env, workspace);
  try {
    say("| noise | series | rule | incidents found | false alarms a week |\n| --- | --- | --- | --- | --- |");
    for (const noise of NOISES) for (const shape of SHAPES) await measure(sql, noise, shape, say);
  } finally {
    await close();
    await workspace.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function openScores(
  env: NodeJS.ProcessEnv,
  workspace: Parameters<typeof openConnection>[1],
): Promise<{ readonly sql: SqlSession; readonly close: () => Promise<void> }> {
  const connection = await openConnection({ env, config: () => undefined }, workspace);
  const { sql } = connection;
  await sql.execute(createTable(NAMES, ALERT_HISTORY));
  for (const defined of scoreFunctions(NAMES)) await sql.execute(createObject(NAMES, defined));
  return { sql, close: () => connection.close() };
}

async function measure(
  sql: SqlSession,
  noise: number,
  shape: (typeof SHAPES)[number],
  say: (line: string) => void,
): Promise<void> {
  const tallies = new Map<string, Tally>();
  const started = performance.now();
  for (const seed of SEEDS) {
    const series = makeSeries(seed, noise, shape);
    const scores = await scoresOf(sql, `${shape}-${noise}-${seed}`, series);
    for (const least of THRESHOLDS)
      count(tallies, `usual_range ≥ ${least}`, series, (hour) => (scores[hour] ?? 0) >= least);
    count(tallies, "mean ± 3 sd of 8 weeks", series, meanRule(series));
    count(tallies, "same hour, 3 MAD of 6 weeks", series, sameHourRule(series));
  }
  const seconds = (performance.now() - started) / 1000;
  for (const [rule, { found, incidents, falseAlarms, weeks }] of tallies) {
    const aWeek = falseAlarms / weeks;
    say(`| ${noise * 100} % | ${shape} | ${rule} | ${found} of ${incidents} | ${aWeek.toFixed(2)} |`);
    const isAim = noise === 0.08 && rule === `usual_range ≥ ${RECOMMENDED}`;
    if (isAim && (found < incidents || aWeek > MOST_FALSE_ALARMS_A_WEEK)) process.exitCode = 1;
  }
  console.error(`${shape}, ${noise * 100} %: ${seconds.toFixed(1)} s`);
}

function count(tallies: Map<string, Tally>, rule: string, series: Series, isUnusual: Judged): void {
  const tally = tallies.get(rule) ?? { found: 0, incidents: 0, falseAlarms: 0, weeks: 0 };
  const { incidents, from } = series;
  const hours = Array.from({ length: series.values.length - from }, (_, index) => from + index);
  tally.incidents += incidents.length;
  tally.found += incidents.filter(({ begin, end }) =>
    hours.slice(begin - from, end - from).some(isUnusual),
  ).length;
  // Each hour that is held to be unusual without an incident is one.
  const isIncident = (hour: number) => incidents.some(({ begin, end }) => hour >= begin && hour < end);
  tally.falseAlarms += hours.filter((hour) => isUnusual(hour) && !isIncident(hour)).length;
  tally.weeks += JUDGED_WEEKS;
  tallies.set(rule, tally);
}

/** The functions themselves, of all judged hours in one statement. */
async function scoresOf(
  sql: SqlSession,
  alertId: string,
  { start, from, values }: Series,
): Promise<readonly number[]> {
  const history = qualifiedName(NAMES, ALERT_HISTORY.name);
  const rows = values.map((value, hour) => ({ hour, at: at(start, hour), value }));
  await sql.execute({
    sql: [
      `INSERT INTO ${history} (evaluation_id, alert_id, alert_name, agent_domain, severity, evaluation_timestamp,`,
      "  evaluation_date, evaluation_status, query_result_value_double, threshold_operator, threshold_value_type,",
      "  record_created_timestamp)",
      "SELECT concat(:alert, ':', r.hour), :alert, :alert, 'COST', 'WARNING', CAST(r.at AS TIMESTAMP),",
      "  CAST(CAST(r.at AS TIMESTAMP) AS DATE), 'OK', r.value, '>', 'DOUBLE', current_timestamp()",
      "FROM (SELECT explode(from_json(:rows, 'ARRAY<STRUCT<hour: INT, at: STRING, value: DOUBLE>>')) AS r)",
    ].join("\n"),
    parameters: { alert: alertId, rows: JSON.stringify(rows) },
  });
  const found = await sql.query({
    sql: [
      "SELECT CAST(substring_index(evaluation_id, ':', -1) AS INT) AS hour,",
      `  ${qualifiedName(NAMES, "usual_range")}(alert_id, query_result_value_double, evaluation_timestamp) AS score`,
      `FROM ${history} WHERE alert_id = :alert AND evaluation_timestamp >= CAST(:from AS TIMESTAMP)`,
    ].join("\n"),
    parameters: { alert: alertId, from: at(start, from) },
  });
  const scores: number[] = [];
  for (const { hour, score } of found) scores[Number(hour)] = Number(score);
  return scores;
}

function at(start: Date, hour: number): string {
  return new Date(start.getTime() + hour * 3_600_000).toISOString();
}

function meanRule({ values }: Series): Judged {
  return (hour) => {
    const before = values.slice(hour - TRAINING_WEEKS * HOURS_OF_WEEK, hour);
    const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
    const variance = before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / before.length;
    return Math.abs((values[hour] ?? 0) - mean) > 3 * Math.sqrt(variance);
  };
}

function sameHourRule({ values }: Series): Judged {
  return (hour) => {
    const before = [1, 2, 3, 4, 5, 6].map((week) => values[hour - week * HOURS_OF_WEEK] ?? 0);
    const middle = median(before);
    const spread = 1.4826 * median(before.map((value) => Math.abs(value - middle)));
    return Math.abs((values[hour] ?? 0) - middle) > 3 * spread;
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
