import assert from "node:assert/strict";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const PLACE = { catalog: "finops", goldSchema: "alerts" };

/** Each part of what stands around the alerts, without the others. */
describe("a part that is switched on alone", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start({ warehouseStartMs: 700 });
    await stack.call("POST", `/api/2.0/sql/warehouses/${stack.workspace.warehouseId}/stop`, {});
  });
  after(() => stack.stop());

  it("may be none: a stopped warehouse stays stopped with startWarehouse=false, and what to do is said", async () => {
    const result = await stack.run("preview", { config: { startWarehouse: "false" } });
    assert.deepEqual(errorsOf(result), [
      `SQL warehouse "local" (${stack.workspace.warehouseId}) is STOPPED and startWarehouse is false: ` +
        "start it in the workspace, or set startWarehouse to true.",
    ]);
    assert.deepEqual(stack.writes, []);
  });

  it("is the place: catalog and schema are made; the stopped warehouse is started, and the wait is told", async () => {
    const config = { ...PLACE, createCatalog: "true", createSchema: "true" };
    const result = await stack.succeed("up", { config });
    const made = stepsOf(result).filter((step) => /catalog|schema|folder|grants|warehouse/.test(step));
    assert.deepEqual(made, ["create catalog", "create schema"]);
    assert.deepEqual(
      result.diagnostics.map(({ message }) => message).filter((message) => message.startsWith("Waiting")),
      [`Waiting for SQL warehouse "local" (${stack.workspace.warehouseId}) to run: STOPPED, 0 s`],
    );
    const [rows] = await stack.sql("SELECT count(*) AS n FROM finops.alerts.alert_configurations");
    assert.deepEqual(rows, { n: "2" });
  });

  it("is another's warehouse: it is used as it is", async () => {
    const config = { ...PLACE, createWarehouse: "true", warehouseSize: "Large" };
    const preview = await stack.succeed("preview", { config: { ...config } });
    assert.ok(stepsOf(preview).includes("import warehouse"));
    const warehouse = await stack.call("GET", `/api/2.0/sql/warehouses/${stack.workspace.warehouseId}`);
    assert.match(JSON.stringify(warehouse), /"cluster_size":"2X-Small"/);
  });

  it("is a warehouse to be made: the tables' previews ask for it once, and the program once", async () => {
    const config = { ...PLACE, warehouseName: "alerting", createWarehouse: "true" };
    const preview = await stack.succeed("preview", { config, stateDir: stack.stateDir("first") });
    assert.equal(stepsOf(preview).filter((step) => /^create (alert_|notification_)/.test(step)).length, 4);
    const asked = stack.workspace.requests.requests.filter(({ path }) => path === "/api/2.0/sql/warehouses");
    assert.equal(asked.length, 2);
  });

  it("is the destinations: all of their faults are told before anything is changed, and no secret", async () => {
    const destinations = "finops.alerts.notification_destinations";
    await stack.sql(
      `INSERT INTO ${destinations} (destination_id, destination_name, destination_type, databricks_destination_id, config_json, owner, created_by) VALUES ` +
        `('unset', 'a', 'SLACK', NULL, '{"manage": true, "url_secret": "slackUrl"}', 'me', 'me'), ` +
        `('clear', 'b', 'TEAMS', NULL, '{"manage": true, "url": "https://hooks.example.com/T0"}', 'me', 'me'), ` +
        `('gone', 'c', 'EMAIL', 'd-1', NULL, 'me', 'me')`,
    );
    const config = { ...PLACE, createSchema: "true", createCatalog: "true", manageDestinations: "true" };
    const [message = "", ...others] = errorsOf(await stack.run("up", { config }));
    assert.deepEqual(others, []);
    assert.deepEqual(message.split("\n"), [
      "4 faults in 3 rows of notification_destinations; nothing was changed.",
      "notification_destinations row clear",
      `  config_json has a secret in clear, in "url": move it into the stack's configuration (npm run up -- --secret-config <name>=<value>), ` +
        "and name it in url_secret. Whoever can read the table has seen it: renew it",
      '  config_json has no url_secret, which a destination of kind TEAMS needs: write {"manage": true, "url_secret": "teamsOpsUrl"}',
      "notification_destinations row unset",
      "  config_json names the secret slackUrl, which the stack does not have: npm run up -- --secret-config slackUrl=<value>",
      "notification_destinations row gone",
      '  databricks_destination_id "d-1" is no notification destination of the workspace: correct it, or clear it',
    ]);
    assert.deepEqual(stack.writes, []);
  });
});
