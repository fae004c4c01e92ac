import assert from "node:assert/strict";
import { z } from "zod";
import { findPython } from "databricks-local";
import { createAlert, insertRow, TABLE } from "../alert-row";
import { LocalStack, stepsOf } from "../local-stack";
import { runJob } from "../run-job";

const HISTORY = "health_monitor.gold.alert_history";

/** Whoever may write rows reads `alert_history`; the job reads what the alerts of everybody found. */
describe("the history job", function () {
  this.timeout(300_000);
  const config: Record<string, string> = { jobs: "true", deployRunner: "npm" };
  let stack: LocalStack;
  let [own, theirs] = ["", ""];

  before(async function () {
    if (findPython(undefined) === undefined) this.skip();
    stack = await LocalStack.start();
    await stack.succeed("up", { config });
    own = (await stack.alert("[INFO] Custom Template Test")).id;
    theirs = await createAlert(stack, "Salaries");
  });
  after(() => stack?.stop());
  afterEach(async () => {
    await stack.call("DELETE", "/_local/faults");
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'M-%'`);
    await point("TEST-001", own);
  });

  const point = (row: string, id: string) =>
    stack.sql(`UPDATE ${TABLE} SET databricks_alert_id = '${id}' WHERE alert_id = '${row}'`);

  const counts = async () => {
    const rows = await stack.sql(`SELECT alert_id, count(*) AS n FROM ${HISTORY} GROUP BY alert_id`);
    return new Map(rows.map(({ alert_id, n }) => [String(alert_id), Number(n)]));
  };
  /** Row → how many of its evaluations the job records, after these alerts were evaluated once more. */
  async function recorded(parameters: Record<string, string> = {}, ids = [own, theirs]) {
    await stack.call("POST", "/_local/clock", { advanceSeconds: 3600 });
    for (const id of ids) await stack.call("POST", `/_local/alerts/${id}/evaluate`);
    const before = await counts();
    const { state, error } = await runJob(stack, "alerting_history_job", parameters);
    assert.equal(state, "SUCCESS", error);
    const added = [...(await counts())].map(([row, n]) => [row, n - (before.get(row) ?? 0)] as const);
    return Object.fromEntries(added.filter(([, n]) => n > 0));
  }

  it("records nothing of somebody's alert whose id a row of the stack has in its cell, and goes on with that row's own", async () => {
    await point("TEST-001", theirs);
    assert.deepEqual(await recorded(), { "TEST-001": 1 });
    assert.deepEqual(
      await stack.sql(
        `SELECT count(*) AS n FROM ${HISTORY} WHERE evaluation_id LIKE '${theirs}:%' OR evaluation_id LIKE 'api:${theirs}:%'`,
      ),
      [{ n: "0" }],
    );
  });

  it("records nothing of it for a row that was never deployed, disabled or not", async () => {
    await insertRow(stack, "M-1", { databricks_alert_id: `'${theirs}'` });
    await insertRow(stack, "M-2", { databricks_alert_id: `'${theirs}'`, is_enabled: "FALSE" });
    assert.deepEqual(await recorded(), { "TEST-001": 1 });
  });

  it("records nothing of it where the last evaluations come from the alerts API", async () => {
    await insertRow(stack, "M-1", { databricks_alert_id: `'${theirs}'` });
    const fault = { kind: "statement-error", statement: "system\\.alert\\.alert_evaluation_history" };
    await stack.call("POST", "/_local/faults", {
      faults: [{ ...fault, errorClass: "INSUFFICIENT_PERMISSIONS", sqlState: "42501", times: 1000 }],
    });
    assert.deepEqual(await recorded(), { "TEST-001": 1 });
  });

  it("records no evaluation of a row's own alert for another row that names it, which would be its history", async () => {
    await insertRow(stack, "M-1", { databricks_alert_id: `'${own}'`, severity: "'CRITICAL'" });
    await point("TEST-001", "4711");
    assert.deepEqual(await recorded(), { "TEST-001": 1 });
  });

  it("takes no alerts from whoever starts it", async () => {
    await insertRow(stack, "M-1", { databricks_alert_id: `'${theirs}'` });
    const alerts = JSON.stringify([{ alert_id: "M-1", databricks_alert_id: theirs }]);
    assert.deepEqual(await recorded({ alerts, ALERTS: alerts }), { "TEST-001": 1 });
  });

  it("records an alert of another folder once the stack has adopted it, and no more when its row is gone", async () => {
    await stack.makeFolder("/Users/ana");
    const { evaluation, schedule, query_text, warehouse_id } = await stack.alert("Salaries");
    const body = { display_name: "[INFO] Alert M-9", parent_path: "/Users/ana", query_text, warehouse_id };
    const made = await stack.call("POST", "/api/2.0/alerts", { ...body, evaluation, schedule });
    const { id } = z.object({ id: z.string() }).parse(made);
    await insertRow(stack, "M-9", { databricks_alert_id: `'${id}'` });
    assert.deepEqual(await recorded({}, [own, id]), { "TEST-001": 1 });
    await stack.succeed("up", { config: { ...config, adoptForeign: "true" } });
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config })), []);
    // It was evaluated before, too, as its schedule says.
    assert.deepEqual(Object.keys(await recorded({}, [own, id])).sort(), ["M-9", "TEST-001"]);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'M-9'`);
    const steps = stepsOf(await stack.succeed("preview", { config }));
    assert.ok(steps.includes("update record_history"), steps.join("\n"));
  });
});
