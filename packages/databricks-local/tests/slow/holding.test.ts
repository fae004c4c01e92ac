import assert from "node:assert/strict";
import pLimit from "p-limit";
import { alertBody } from "../alert-body";
import { openDriver } from "../driver";
import { asJson, refusal, useWorkspace, type Json } from "../use-workspace";

const YEARLY = { quartz_cron_schedule: "0 0 0 1 1 ?", timezone_id: "UTC" };
const EVERY_3_MINUTES = { ...YEARLY, quartz_cron_schedule: "0 0/3 * * * ?" };
const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

describe("A workspace with as many alerts as it takes", () => {
  const { call, createAlert, workspace } = useWorkspace({ nameClash: "error" });
  const create = (number: number) => createAlert(alertBody({ display_name: `${number}`, schedule: YEARLY }));

  it("lists a thousand alerts in pages, each once", async () => {
    const limit = pLimit(32);
    await Promise.all(numbers(1000).map((number) => limit(() => create(number))));
    const listed: Json[] = [];
    let pages = 0;
    for (let token = ""; pages === 0 || token !== ""; pages += 1) {
      const { body } = await call("GET", `/api/2.0/alerts?page_size=100&page_token=${token}`);
      assert.ok(Array.isArray(body.alerts));
      listed.push(...body.alerts.map(asJson));
      token = typeof body.next_page_token === "string" ? body.next_page_token : "";
    }
    assert.equal(pages, 10);
    const names = listed.map((alert) => Number(alert.display_name)).sort((one, other) => one - other);
    assert.deepEqual(names, numbers(1000));
    assert.equal(new Set(listed.map(({ id }) => id)).size, 1000);
    assert.deepEqual(refusal(await call("POST", "/api/2.0/alerts", alertBody())), [
      429,
      "QUOTA_EXCEEDED",
      "The workspace has reached its quota of 1000 alerts, those in the trash included",
    ]);
  });

  it("answers 64 clients at once, each what it asked for", async () => {
    const rest = async (number: number) => {
      const statement = { statement: `SELECT ${number} AS n`, warehouse_id: workspace().warehouseId };
      const { body } = await call("POST", "/api/2.0/sql/statements", statement);
      const { body: page } = await call("GET", `/api/2.0/alerts?page_size=1`);
      assert.ok(Array.isArray(page.alerts));
      return [asJson(body.result).data_array, page.alerts.length];
    };
    const sql = async (number: number) => {
      const driver = await openDriver(workspace());
      return driver.ask(`SELECT ${number} AS n`).finally(() => driver.close());
    };
    const isDriver = (number: number) => number % 4 === 0;
    assert.deepEqual(
      await Promise.all(numbers(64).map((number) => (isDriver(number) ? sql(number) : rest(number)))),
      numbers(64).map((number) => (isDriver(number) ? [{ n: number }] : [[[String(number)]], 1])),
    );
  });
});

describe("A workspace with more alerts due at once than it evaluates", () => {
  const { call, createAlert } = useWorkspace({ nameClash: "duplicate" });

  it("evaluates 250 of them and skips the rest", async () => {
    await Promise.all(numbers(253).map(() => createAlert(alertBody({ schedule: EVERY_3_MINUTES }))));
    const { body } = await call("POST", "/_local/clock", { advanceSeconds: 180 });
    assert.deepEqual(body, { now: "2026-11-23T10:03:00.000Z", evaluated: 250, skipped: 3 });
  });
});

describe("A workspace with an hour of a thousand evaluations", () => {
  const { call, createAlert } = useWorkspace({ nameClash: "duplicate" });

  it("evaluates each of them at its time", async () => {
    const ids = await Promise.all(
      numbers(50).map(() => createAlert(alertBody({ schedule: EVERY_3_MINUTES }))),
    );
    const { body } = await call("POST", "/_local/clock", { advanceSeconds: 3600 });
    assert.deepEqual(body, { now: "2026-11-23T11:00:00.000Z", evaluated: 1000, skipped: 0 });
    const { body: history } = await call("GET", `/_local/alerts/${ids.at(-1) ?? ""}/history`);
    assert.ok(Array.isArray(history.evaluations));
    assert.deepEqual(
      history.evaluations.map((entry) => [asJson(entry).evaluated_at, asJson(entry).state]),
      numbers(20).map((number) => [
        new Date(Date.UTC(2026, 10, 23, 10, 3 * (number + 1))).toISOString(),
        "TRIGGERED",
      ]),
    );
  });
});
