import { mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pLimit from "p-limit";
import { startWorkspace, type RunningWorkspace } from "databricks-local";
import { openDriver } from "databricks-local/testing/driver";
import { alertBody } from "databricks-local/testing/alert-body";

const ALERTS = 1000;
const ROWS = 1_000_000;
const CLIENTS = 64;
const CALLS_OF_A_CLIENT = 20;
/** Each runs every 30 seconds of an hour: 19,920 evaluations. */
const FREQUENT_ALERTS = 166;
const AT_ONCE = 32;

const UNPAUSED = { timezone_id: "UTC" };
const YEARLY = { ...UNPAUSED, quartz_cron_schedule: "0 0 0 1 1 ?" };
const EVERY_30_SECONDS = { ...UNPAUSED, quartz_cron_schedule: "0/30 * * * * ?" };

/** `npm run bench -- holding`: how much one local workspace holds, in this process. */
export async function measureHolding(say: (line: string) => void): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "holding-"));
  let workspace = await startWorkspace({ dataDir });
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    say(`| ${what} | ${seconds} s | ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB |`);
  };
  say("| what | time | memory after it |\n| --- | --- | --- |");
  try {
    await measureAlerts(workspace, timed);
    await measureRows(workspace, timed);
    await timed(`${CLIENTS} clients, half of them drivers, ${CALLS_OF_A_CLIENT} calls each`, () =>
      serveClients(workspace),
    );
    await measureSchedules(workspace, timed);
    await timed("start again on all of it", async () => {
      await workspace.stop();
      workspace = await startWorkspace({ dataDir });
    });
    const { size } = await stat(path.join(dataDir, "alert-evaluations.jsonl"));
    say(`\nThe history's file has ${(size / 2 ** 20).toFixed(1)} MiB.`);
  } finally {
    await workspace.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Timed = (what: string, work: () => Promise<unknown>) => Promise<void>;

async function measureAlerts(workspace: RunningWorkspace, timed: Timed): Promise<void> {
  const ids = await createAlerts(workspace, timed, ALERTS, YEARLY);
  await timed(`list ${ALERTS} alerts in pages`, async () => {
    let token = "";
    do {
      const { next_page_token: next } = await call(
        workspace,
        "GET",
        `/api/2.0/alerts?page_size=100&page_token=${token}`,
      );
      token = typeof next === "string" ? next : "";
    } while (token !== "");
  });
  await timed(`evaluate ${ALERTS} alerts`, () =>
    eachOf(ids, (id) => call(workspace, "POST", `/_local/alerts/${id}/evaluate`)),
  );
  await timed(`purge ${ALERTS} alerts`, () =>
    eachOf(ids, (id) => call(workspace, "DELETE", `/api/2.0/alerts/${id}?purge=true`)),
  );
}

async function measureRows(workspace: RunningWorkspace, timed: Timed): Promise<void> {
  const driver = await openDriver(workspace);
  await driver.ask("CREATE TABLE main.default.events (id BIGINT, team STRING, cost DOUBLE)");
  await timed(`insert ${ROWS} rows`, () =>
    driver.ask(
      "INSERT INTO main.default.events " +
        `SELECT id, concat('team ', id % 100), id * 0.01 FROM range(${ROWS})`,
    ),
  );
  const query_text = "SELECT team, sum(cost) AS tag_coverage_pct FROM main.default.events GROUP BY team";
  await timed("group them", () => driver.ask(query_text));
  const [id = ""] = await createAlerts(workspace, timed, 1, YEARLY, query_text);
  await timed("evaluate an alert on them", () => call(workspace, "POST", `/_local/alerts/${id}/evaluate`));
  await driver.close();
}

async function serveClients(workspace: RunningWorkspace): Promise<void> {
  const rest = async () => {
    for (let count = 0; count < CALLS_OF_A_CLIENT; count += 1)
      await call(workspace, "GET", "/api/2.0/alerts");
  };
  const sql = async () => {
    const driver = await openDriver(workspace);
    for (let count = 0; count < CALLS_OF_A_CLIENT; count += 1) await driver.ask(`SELECT ${count} AS n`);
    await driver.close();
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => (index % 2 === 0 ? rest() : sql())));
}

async function measureSchedules(workspace: RunningWorkspace, timed: Timed): Promise<void> {
  await createAlerts(workspace, timed, FREQUENT_ALERTS, EVERY_30_SECONDS);
  await timed(`an hour with ${FREQUENT_ALERTS * 120} evaluations`, async () => {
    const { evaluated } = await call(workspace, "POST", "/_local/clock", { advanceSeconds: 3600 });
    if (evaluated !== FREQUENT_ALERTS * 120) throw new Error(`${String(evaluated)} were evaluated`);
  });
}

async function createAlerts(
  workspace: RunningWorkspace,
  timed: Timed,
  count: number,
  schedule: object,
  query_text = "SELECT 75 AS tag_coverage_pct",
): Promise<string[]> {
  const ids: string[] = [];
  await timed(`create ${count} alerts`, () =>
    eachOf(Array.from({ length: count }).keys(), async (number) => {
      const body = alertBody({ display_name: `${query_text} ${count} ${number}`, schedule, query_text });
      ids.push(String((await call(workspace, "POST", "/api/2.0/alerts", body)).id));
    }),
  );
  return ids;
}

function eachOf<Item>(items: Iterable<Item>, work: (item: Item) => Promise<unknown>): Promise<unknown> {
  const limit = pLimit(AT_ONCE);
  return Promise.all([...items].map((item) => limit(() => work(item))));
}

async function call(workspace: RunningWorkspace, method: string, url: string, body?: object) {
  const response = await fetch(workspace.host + url, {
    method,
    headers: { authorization: `Bearer ${workspace.token}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${url} failed: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}
