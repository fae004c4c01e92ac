import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { insertRow } from "./alert-row";
import { LocalStack, stepsOf, type RunOverrides } from "./local-stack";

const SECRET_URL = "https://hooks.example.com/services/that-nobody-may-see";
const SCHEMA = "health_monitor.gold";
const ALL: RunOverrides = {
  config: {
    warehouseName: "alerting",
    createWarehouse: "true",
    createCatalog: "true",
    createSchema: "true",
    createFolder: "true",
    manageDestinations: "true",
    alertPermissions: "users=CAN_RUN",
    readers: "readers",
    administrators: "ana@example.com",
  },
  secretConfig: { slackUrl: SECRET_URL },
};
/** What every up makes here, whatever alerts there are. */
const AROUND = [
  "create alert-permissions",
  "create alert_configurations",
  "create alert_history",
  "create alert_sync_metrics",
  "create alerting",
  "create databricks-alerts-dev",
  "create deletion-guard",
  "create folder",
  "create grants",
  "create notification_destinations",
  "create seed-rows",
  "create sync-status",
  "create warehouse",
  "import catalog",
  "import schema",
];
/** An alert and who may run it. */
const SEEDS = ["COST-012", "COST-012", "TEST-001", "TEST-001"].map((row) => `create ${row}`);
const SLACK = ["A-1", "A-1", "destination-ids", "destinations", "finops_slack"].map((row) => `create ${row}`);

const Warehouses = z.object({ warehouses: z.array(z.looseObject({ name: z.string() })) });
const Destinations = z.object({ results: z.array(z.object({ id: z.string() })).default([]) });
const Grants = z.object({
  privilege_assignments: z
    .array(z.object({ principal: z.string(), privileges: z.array(z.string()) }))
    .default([]),
});
const Permissions = z.object({
  access_control_list: z.array(
    z.looseObject({
      group_name: z.string().optional(),
      all_permissions: z.array(z.looseObject({ permission_level: z.string() })),
    }),
  ),
});

describe("what stands around the alerts", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start({ warehouseStartMs: 200 });
  });
  after(() => stack.stop());

  async function warehouses(): Promise<string[]> {
    const answer = Warehouses.parse(await stack.call("GET", "/api/2.0/sql/warehouses"));
    return answer.warehouses.map(({ name }) => name);
  }

  async function destinations(): Promise<string[]> {
    const answer = Destinations.parse(await stack.call("GET", "/api/2.0/notification-destinations"));
    return answer.results.map(({ id }) => id);
  }

  /** As `readers: SELECT`. */
  async function grants(type: string, name: string): Promise<string[]> {
    const answer = await stack.call("GET", `/api/2.1/unity-catalog/permissions/${type}/${name}`);
    return Grants.parse(answer).privilege_assignments.map(
      ({ principal, privileges }) => `${principal}: ${privileges.join(", ")}`,
    );
  }

  async function channelId(): Promise<string | null | undefined> {
    const [row] = await stack.sql(
      `SELECT databricks_destination_id AS id FROM ${SCHEMA}.notification_destinations WHERE destination_id = 'finops_slack'`,
    );
    return row?.["id"];
  }

  async function stateText(): Promise<string> {
    const files = await readdir(stack.stateDir());
    const texts = files.map((name) => readFile(path.join(stack.stateDir(), name), "utf8").catch(() => ""));
    return (await Promise.all(texts)).join("\n");
  }

  it("is made with the first up; grants are added to those of others", async () => {
    await stack.call("PATCH", `/api/2.1/unity-catalog/permissions/schema/${SCHEMA}`, {
      changes: [{ principal: "readers", add: ["EXECUTE"] }],
    });
    assert.deepEqual(stepsOf(await stack.succeed("up", ALL)), [...AROUND, ...SEEDS].sort());
    assert.deepEqual(await warehouses(), ["local", "alerting"]);
    assert.deepEqual(await grants("catalog", "health_monitor"), [
      "ana@example.com: USE_CATALOG",
      "readers: USE_CATALOG",
    ]);
    assert.deepEqual(await grants("schema", SCHEMA), [
      "ana@example.com: USE_SCHEMA",
      "readers: EXECUTE, USE_SCHEMA",
    ]);
    assert.deepEqual(await grants("table", `${SCHEMA}.alert_configurations`), [
      "ana@example.com: MODIFY, SELECT",
      "readers: SELECT",
    ]);
    assert.deepEqual(await grants("table", `${SCHEMA}.notification_destinations`), [
      "ana@example.com: SELECT",
      "readers: SELECT",
    ]);
    const { id } = await stack.alert("[WARNING] Tag Coverage Drop");
    const { access_control_list } = Permissions.parse(
      await stack.call("GET", `/api/2.0/permissions/alertsv2/${id}`),
    );
    const users = access_control_list.find(({ group_name }) => group_name === "users");
    assert.deepEqual(
      users?.all_permissions.map(({ permission_level }) => permission_level),
      ["CAN_RUN"],
    );
  });

  it("has a destination for a row that asks for one, to which alerts subscribe in the same run", async () => {
    await stack.sql(
      `INSERT INTO ${SCHEMA}.notification_destinations (destination_id, destination_name, destination_type, config_json, ` +
        `owner, created_by) VALUES ('finops_slack', 'FinOps', 'SLACK', '{"manage": true, "url_secret": "slackUrl"}', 'me', 'me')`,
    );
    await insertRow(stack, "A-1", { notification_channels: "array('finops_slack')" });
    const result = await stack.succeed("up", ALL);
    assert.deepEqual(stepsOf(result), [...SLACK, "update deletion-guard", "update sync-status"]);
    const [id] = await destinations();
    assert.equal(await channelId(), id);
    assert.deepEqual(result.outputs["destinations"], { finops_slack: id });
    const { evaluation } = await stack.alert("[INFO] Alert A-1");
    assert.deepEqual(z.object({ notification: z.unknown() }).parse(evaluation).notification, {
      notify_on_ok: false,
      retrigger_seconds: 0,
      subscriptions: [{ destination_id: id }],
    });
    const { diagnostics, outputs } = result;
    const log = stack.workspace.requests.entries;
    for (const text of [JSON.stringify({ diagnostics, outputs, log }), await stateText()])
      assert.equal(text.includes(SECRET_URL), false);
  });

  it("is no change for the second preview, which lists the alerts and the destinations once", async () => {
    const preview = await stack.succeed("preview", ALL);
    assert.deepEqual([stepsOf(preview), preview.diagnostics], [[], []]);
    const { requests, statements } = stack.workspace.requests;
    assert.equal(statements.length, 3);
    assert.deepEqual(
      requests
        .map(({ path: target }) => target)
        .filter((target) => target.startsWith("/api/"))
        .map((target) => target.replace(/\d+$/, (id) => (id === "100" ? id : "<id>")))
        .sort(),
      [
        "/api/2.0/alerts?page_size=100",
        "/api/2.0/notification-destinations?page_size=100",
        "/api/2.0/permissions/directories/<id>",
        "/api/2.0/preview/scim/v2/Me",
        "/api/2.0/sql/warehouses",
        "/api/2.0/workspace/get-status?path=%2FAlerting",
        "/api/2.1/unity-catalog/catalogs/health_monitor",
        `/api/2.1/unity-catalog/schemas/${SCHEMA}`,
      ],
    );
  });

  it("goes with destroy, all but the tables' data and where that lies", async () => {
    await stack.succeed("destroy", ALL);
    assert.deepEqual([await warehouses(), await destinations(), await stack.alerts()], [["local"], [], []]);
    assert.deepEqual(await grants("schema", SCHEMA), ["readers: EXECUTE"]);
    assert.deepEqual(await grants("table", `${SCHEMA}.alert_configurations`), []);
    assert.equal(await channelId(), null);
    const [rows] = await stack.sql(`SELECT count(*) AS n FROM ${SCHEMA}.alert_configurations`);
    assert.deepEqual(rows, { n: "3" });
  });

  it("is found by the up after destroy, with all rows, though no warehouse can read them before", async () => {
    const preview = await stack.succeed("preview", ALL);
    assert.deepEqual(stepsOf(preview), AROUND);
    assert.deepEqual(
      preview.diagnostics
        .map(({ message }) => message)
        .filter((message) => !message.startsWith("readers or")),
      [
        `${SCHEMA}.alert_configurations exists, and there is no SQL warehouse yet that could read it: this preview does ` +
          "not show alerts. The up makes the warehouse, reads the rows, checks them, and deploys their alerts.",
      ],
    );
    assert.deepEqual(stepsOf(await stack.succeed("up", ALL)), [...AROUND, ...SEEDS, ...SLACK].sort());
    assert.equal(await channelId(), (await destinations())[0]);
  });
});
