import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { alertIdOf } from "../alerting/tables/alert-configurations";
import type { RawRow } from "../alerting/tables/row-reader";
import { planAlerts } from "../alerting/plan-alerts";
import { storeCoverage } from "../alert-tests/coverage";
import { unknownName } from "../alert-tests/fixtures/cell-sql";
import { readTableSchemas, SCHEMAS_FILE } from "../alert-tests/fixtures/table-schemas";
import { type MutantResult, runMutants } from "../alert-tests/mutants/run-mutants";
import { testFromHistory } from "../alert-tests/from-history/test-from-history";
import { chosenTests, readTests, readTexts, TABLE_TESTS } from "../alert-tests/read-tests";
import { type RecordedSchemas, recordSchemas } from "../alert-tests/record-schemas";
import { SituationAsker } from "../alert-tests/run/ask-situations";
import { describeResults, isFailed } from "../alert-tests/run/describe-results";
import { runTests, type TestResult } from "../alert-tests/run/evaluate-cases";
import { junitXml } from "../alert-tests/run/junit";
import { resultsJson } from "../alert-tests/run/results-json";
import { type TestedAlerts, testedAlerts } from "../alert-tests/tested-alerts";
import type { SettingSources } from "../databricks/client-settings";
import { type Connection, openConnection, openWorkspace } from "../databricks/open-connection";
import type { SqlSession } from "../databricks/sql-session";
import { anyWarehouse, NoSuchWarehouseError } from "../databricks/warehouses";
import { ExpectedError } from "../messages/expected-error";
import { shownText, visibleText } from "../messages/words";
import { RowQueries } from "../rows/row-queries";
import { planPack } from "../rows/packs/pack-faults";
import { packChoice } from "../rows/packs/packed-rows";
import { readPacks } from "../rows/packs/read-packs";
import { placeText, refuseFaults } from "../rows/packs/yaml-file";
import { readTableRows } from "../rows/table-rows";
import type { Settings } from "../settings/settings";
import { readStack } from "./stack-files";
import type { TestAlertsOptions } from "./test-alerts";

const TIMEOUT_MS = 30_000;
const AT_ONCE = 4;
/** Who waits longer is told how far it is. */
const SILENT_MS = 1000;
const TOLD_EVERY_MS = 2000;

/** Runs the tests, and says what came of them. */
export async function runAlertTests(names: readonly string[], options: TestAlertsOptions): Promise<void> {
  const { settings, sources } = readStack(options.stack, options.config);
  const start = performance.now();
  const texts = readTexts();
  if ((options.fromHistory === undefined) !== (options.at === undefined))
    throw new ExpectedError("--from-history and --at go together: which alert, and when it fired.");
  if (texts.length === 0 && options.fromHistory === undefined) {
    throw new ExpectedError(
      "There are no tests: write one into packs/<name>/tests or tests/alerts (docs/alert-tests.md).",
    );
  }
  const connection = await open(sources, settings, options);
  try {
    const alerts = await readTestedAlerts(connection, settings, options.stack);
    if (options.fromHistory !== undefined && options.at !== undefined)
      return await writeFromHistory(options.fromHistory, options.at, alerts, connection.sql, settings);
    if (options.recordSchemas)
      return describeSchemas(await recordSchemas(texts, alerts, connection.sql, settings));
    const context = { alerts, settings, schemas: readTableSchemas(settings) };
    const tests = chosenTests(readTests(texts, context), names);
    await requireUtc(connection.sql);
    const count = tests.reduce((sum, { cases, timeline }) => sum + cases.length + timeline.length, 0);
    const queries = new RowQueries(connection.sql);
    const limits = { timeoutMs: TIMEOUT_MS, atOnce: AT_ONCE };
    const asker = new SituationAsker(queries, { ...limits, onAnswers: progressLines(`of ${count} tests`) });
    const results = await runTests(tests, asker);
    const onAnswers = progressLines("evaluations of mutants");
    const mutants = options.mutants
      ? await runMutants(results, new SituationAsker(queries, { ...limits, onAnswers }))
      : [];
    // Of a file whose cases ran in part nothing is remembered.
    const whole = results.filter(
      ({ test }) => !names.some((name) => test.cases.some((one) => one.name === name)),
    );
    storeCoverage(whole, mutants, texts);
    report({ results, mutants, durationMs: performance.now() - start }, options);
  } finally {
    await connection.close();
  }
}

function describeSchemas({ recorded, failed }: RecordedSchemas): void {
  for (const { table, reason } of failed)
    console.error(`${shownText(table)} was not read: ${visibleText(reason)}`);
  const tables = recorded.length === 0 ? "no table" : recorded.map((name) => shownText(name)).join(", ");
  console.log(`${SCHEMAS_FILE}: recorded ${tables}.`);
  if (failed.length > 0) process.exitCode = 1;
}

/** A file that is there already stays. */
async function writeFromHistory(
  id: string,
  at: Date,
  { byId }: TestedAlerts,
  sql: SqlSession,
  settings: Settings,
): Promise<void> {
  const tested = byId.get(id);
  if (tested === undefined)
    throw new ExpectedError(`There is ${unknownName("alert", shownText(id), [...byId.keys()])}.`);
  await requireUtc(sql);
  const queries = new RowQueries(sql);
  const asker = new SituationAsker(queries, { timeoutMs: TIMEOUT_MS, atOnce: AT_ONCE });
  const schemas = readTableSchemas(settings);
  const text = await testFromHistory(tested, at, { sql, queries, asker, schemas, settings });
  const name = `${id}-${at.toISOString().slice(0, 16)}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const file = join(TABLE_TESTS, `${name}.yaml`);
  mkdirSync(TABLE_TESTS, { recursive: true });
  writeFileSync(file, text, { flag: "wx" });
  console.log(`${file}: read it before you commit it, since numbers and moments are those of the firing.`);
}

/** Before the first up the local workspace lacks the stack's warehouse, and has another that does as well: tests read nothing of it. */
async function open(
  sources: SettingSources,
  settings: Settings,
  { onLocalWorkspace }: TestAlertsOptions,
): Promise<Connection> {
  try {
    return await openConnection(sources, settings, (line) => console.error(line));
  } catch (error) {
    if (!(error instanceof NoSuchWarehouseError && onLocalWorkspace)) throw error;
    const workspace = openWorkspace(sources);
    const warehouse = await anyWarehouse(workspace.rest).finally(() => workspace.close());
    if (warehouse === undefined) throw error;
    return openConnection(sources, { ...settings, warehouseId: warehouse.id });
  }
}

/** The alerts of the stack, with the rows that the next up writes; and those of packs that it does not take. */
async function readTestedAlerts(
  { sql, warehouseId }: Pick<Connection, "sql" | "warehouseId">,
  settings: Settings,
  stack: string,
): Promise<TestedAlerts> {
  // A pack is tested as it is, whatever a stack or people have otherwise.
  const packs = readPacks(process.cwd(), { ...packChoice(settings, stack), names: "all", ownValues: true });
  refuseFaults(packs.faults);
  const ids = new Set(packs.packs.flatMap(({ alerts }) => alerts).map(({ alertId }) => alertId));
  const { alertRows, pendingRows, destinationRows } = await readTableRows(sql, settings);
  const others = (rows: readonly RawRow[]) => rows.filter((row) => !ids.has(alertIdOf(row)));
  const ofTable = { alertRows: others(alertRows), pendingRows: others(pendingRows) };
  const plan = planAlerts({
    ...ofTable,
    destinationRows,
    settings,
    warehouseId,
  });
  return testedAlerts(plan, ...packs.packs.map((pack) => planPack(pack, settings)));
}

/** In the session's time zone dates are days, and tests count them in UTC. */
const UTC = ["UTC", "Etc/UTC", "GMT", "Z", "+00:00"];

async function requireUtc(sql: Pick<SqlSession, "query">): Promise<void> {
  const [session] = await sql.query({ sql: "SELECT current_timezone() AS zone" });
  const zone = String(session?.["zone"]);
  if (!UTC.includes(zone)) {
    throw new ExpectedError(
      `The warehouse's sessions have the time zone ${zone}: tests are run in UTC, so set its TIMEZONE to UTC.`,
    );
  }
}

/** What is done is told from time to time, to who waits for more than a moment. */
function progressLines(what: string): (count: number) => void {
  const start = performance.now();
  let [done, toldAt] = [0, start + SILENT_MS - TOLD_EVERY_MS];
  return (count) => {
    done += count;
    const now = performance.now();
    if (now - toldAt < TOLD_EVERY_MS) return;
    toldAt = now;
    console.error(`${done} ${what} …`);
  };
}

interface AllResults {
  readonly results: readonly TestResult[];
  readonly mutants: readonly MutantResult[];
  readonly durationMs: number;
}

function report({ results, mutants, durationMs }: AllResults, { json, junit }: TestAlertsOptions): void {
  if (junit !== undefined) {
    mkdirSync(dirname(junit), { recursive: true });
    writeFileSync(junit, junitXml(results, durationMs));
  }
  console.log(
    json
      ? JSON.stringify(resultsJson(results, durationMs, mutants), undefined, 2)
      : describeResults(results, durationMs, mutants),
  );
  const faults = mutants.flatMap((one) => one.faults);
  for (const fault of faults) console.error(`${placeText(fault)}: ${visibleText(fault.rule)}`);
  if (faults.length > 0 || results.some(({ cases }) => cases.some(isFailed))) process.exitCode = 1;
}
