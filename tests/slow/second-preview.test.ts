import assert from "node:assert/strict";
import { GENERATED_DESTINATIONS, generateCompiledRows, type GeneratedRow } from "../generated/alert-rows";
import { LocalStack, stepsOf } from "../engine/local-stack";

const ROWS = 500;
const SCHEMA = "health_monitor.gold";

/** The whole program, on a workspace that gives back whatever it may in a form of its own. */
describe(`the program on ${ROWS} generated rows`, function () {
  this.timeout(600_000);
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start({ fillDefaults: true, normalise: true });
    await stack.succeed("up");
    await insert(stack, "notification_destinations", GENERATED_DESTINATIONS);
    await insert(stack, "alert_configurations", generateCompiledRows(ROWS, 2026));
    await stack.succeed("up");
  });
  after(() => stack.stop());

  it("deploys an alert for each enabled row, once", async () => {
    const [rows] = await stack.sql(
      `SELECT count_if(is_enabled) AS enabled, count(DISTINCT databricks_alert_id) AS alerts FROM ${SCHEMA}.alert_configurations`,
    );
    assert.equal(rows?.["alerts"], rows?.["enabled"]);
    assert.equal(String((await stack.alerts()).length), rows?.["enabled"]);
  });

  it("has nothing to change after that, nor after a refresh", async () => {
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
    await stack.succeed("refresh");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
    await stack.succeed("up");
    assert.deepEqual(stack.writes, []);
  });
});

/** As any other client would: all rows in one bound value. */
async function insert(stack: LocalStack, table: string, rows: readonly GeneratedRow[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const types = columns.map(
    (name) =>
      `${name}: ${name === "silenced_until" ? "TIMESTAMP" : typeOf(rows.find((row) => name in row)?.[name])}`,
  );
  const source = `SELECT o.* FROM (SELECT explode(from_json(:rows, 'ARRAY<STRUCT<${types.join(", ")}>>')) AS o)`;
  const answer = await stack.call("POST", "/api/2.0/sql/statements", {
    statement: `INSERT INTO ${SCHEMA}.${table} (${columns.join(", ")}) ${source}`,
    warehouse_id: stack.workspace.warehouseId,
    parameters: [{ name: "rows", value: JSON.stringify(rows) }],
    wait_timeout: "50s",
  });
  assert.match(JSON.stringify(answer), /"state":"SUCCEEDED"/);
}

function typeOf(value: GeneratedRow[string] | undefined): string {
  if (Array.isArray(value)) return "ARRAY<STRING>";
  if (typeof value === "number") return "DOUBLE";
  if (typeof value === "boolean") return "BOOLEAN";
  return typeof value === "object" ? "MAP<STRING,STRING>" : "STRING";
}
