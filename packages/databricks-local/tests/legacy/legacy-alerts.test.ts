import assert from "node:assert/strict";
import { useJobs, WAREHOUSE } from "../jobs/use-jobs";
import { asJson, refusal, type Json } from "../use-workspace";

const CONDITION = {
  op: "GREATER_THAN",
  operand: { column: { name: "n" } },
  threshold: { value: { double_value: 5 } },
};

describe("Alerts of the first version", () => {
  const { call, ok, submit, output, restart } = useJobs();
  const query = (query_text: string) =>
    ok("POST", "/api/2.0/sql/queries", { query: { display_name: "q", query_text, warehouse_id: WAREHOUSE } });
  const alert = async (query_text: string, more: Json = {}) => {
    const { id: query_id } = await query(query_text);
    return ok("POST", "/api/2.0/sql/alerts", {
      alert: { display_name: "Old", query_id, condition: CONDITION, ...more },
    });
  };
  const run = async (alert_id: unknown) => {
    const { run_id } = await submit({
      task_key: "a",
      sql_task: { warehouse_id: WAREHOUSE, alert: { alert_id } },
    });
    return output(run_id);
  };
  const stateOf = async (id: unknown) => (await ok("GET", `/api/2.0/sql/alerts/${String(id)}`)).state;

  it("are what they were made, with what the service sets, also after a restart", async () => {
    const made = await alert("SELECT 1 AS n", { seconds_to_retrigger: 60 });
    assert.equal(made.state, "UNKNOWN");
    assert.equal(made.lifecycle_state, "ACTIVE");
    assert.equal(made.parent_path, "/Workspace/Users/local.user@example.com");
    await restart();
    assert.deepEqual(await ok("GET", `/api/2.0/sql/alerts/${String(made.id)}`), made);
    const saved = await ok("GET", `/api/2.0/sql/queries/${String(made.query_id)}`);
    assert.equal(saved.query_text, "SELECT 1 AS n");
    const listed = await ok("GET", "/api/2.0/sql/alerts");
    assert.deepEqual(
      asJson({ ...listed }).results,
      [{ ...made, parent_path: undefined }].map((one) => asJson(JSON.parse(JSON.stringify(one)))),
    );
  });

  it("are run by a job's task, which says their state", async () => {
    const { id } = await alert("SELECT 6 AS n;");
    const out = await run(id);
    const alert_output = { alert_state: "TRIGGERED", query_text: "SELECT 6 AS n;", warehouse_id: WAREHOUSE };
    assert.deepEqual(out.sql_output, { alert_output });
    assert.equal(await stateOf(id), "TRIGGERED");
  });

  it("are UNKNOWN where their query fails, or has no rows", async () => {
    const { id } = await alert("SELECT nothing AS n");
    assert.match(String((await run(id)).error), /nothing/);
    assert.equal(await stateOf(id), "UNKNOWN");
    const empty = await alert("SELECT 1 AS n WHERE false");
    await run(empty.id);
    assert.equal(await stateOf(empty.id), "UNKNOWN");
  });

  it("go to the trash, where they are found by their id alone, and run no more", async () => {
    const { id } = await alert("SELECT 6 AS n");
    await ok("DELETE", `/api/2.0/sql/alerts/${String(id)}`);
    assert.equal((await ok("GET", `/api/2.0/sql/alerts/${String(id)}`)).lifecycle_state, "TRASHED");
    const { results } = await ok("GET", "/api/2.0/sql/alerts?page_size=100");
    assert.ok(Array.isArray(results) && results.every((one) => asJson(one).id !== id));
    assert.match(String((await run(id)).error), /is in the trash/);
  });

  it("need a query that there is", async () => {
    const body = { alert: { display_name: "Old", query_id: "none", condition: CONDITION } };
    assert.deepEqual(refusal(await call("POST", "/api/2.0/sql/alerts", body)), [
      404,
      "RESOURCE_DOES_NOT_EXIST",
      "Query with ID 'none' does not exist.",
    ]);
  });
});
