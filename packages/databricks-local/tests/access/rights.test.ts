import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { asJson, call, refusal, useWorkspace, type Json } from "../use-workspace";

const ANN = "ann@example.com";
const BOT = "6b1f3c9e-0000-4000-8000-00000000000b";
const TABLE = "main.gold.kept";
const UC = "/api/2.1/unity-catalog";

describe("Somebody who was added", () => {
  const { call: admin, workspace } = useWorkspace();
  const tokens = new Map<string, string>();
  const add = async (name: string, used_by: string[] = []) => {
    const { body } = await admin("POST", "/_local/principals", { name, used_by });
    tokens.set(name, String(body.token));
  };
  const as = (name: string, method: string, path: string, body?: unknown) =>
    call(workspace().host, method, path, body, tokens.get(name));
  const execute = (name: string, statement: string) => {
    const request = { statement, warehouse_id: workspace().warehouseId, wait_timeout: "50s" };
    return as(name, "POST", "/api/2.0/sql/statements", request);
  };
  const statement = async (name: string, text: string) => {
    const { state, error, sql_state } = asJson((await execute(name, text)).body.status);
    if (state === "SUCCEEDED") return state;
    assert.equal(sql_state, "42501");
    const [, lacking] = /privileges:\n(.*) SQLSTATE/.exec(String(asJson(error).message)) ?? [];
    return lacking;
  };
  const grant = async (on: string, name: string, ...privileges: string[]) => {
    const changes = [{ principal: ANN, add: privileges }];
    assert.equal((await admin("PATCH", `${UC}/permissions/${on}/${name}`, { changes })).status, 200);
  };
  const permit = (type: string, id: unknown, ...list: Json[]) =>
    admin("PUT", `/api/2.0/permissions/${type}/${String(id)}`, { access_control_list: list });
  const idOf = async (path: string) =>
    (await admin("GET", `/api/2.0/workspace/get-status?path=${encodeURIComponent(path)}`)).body.object_id;
  const annMay = (permission_level: string) => ({ user_name: ANN, permission_level });

  before(async () => {
    await add(ANN);
    await add(BOT, [ANN]);
    tokens.set("admin", workspace().token);
    for (const text of [
      "CREATE SCHEMA IF NOT EXISTS main.gold",
      `CREATE TABLE ${TABLE} (id INT)`,
      `CREATE VIEW main.gold.seen AS SELECT id FROM ${TABLE}`,
    ])
      assert.equal(await statement("admin", text), "SUCCEEDED");

    await admin("POST", "/api/2.0/workspace/mkdirs", { path: "/Team" });
  });

  it("is neither an administrator nor anybody who could add others", async () => {
    const { body } = await as(ANN, "GET", "/api/2.0/preview/scim/v2/Me");
    assert.equal(body.userName, ANN);
    assert.deepEqual(body.groups, [{ display: "users", type: "direct", value: "2" }]);
    assert.deepEqual(refusal(await as(ANN, "POST", "/_local/principals", { name: "eve@example.com" })), [
      403,
      "PERMISSION_DENIED",
      "Only workspace admins can add principals.",
    ]);
    const again = await admin("POST", "/_local/principals", { name: "local.user@example.com" });
    assert.equal(again.status, 409);
  });

  it("may be deleted, with their tokens; their alerts stay, and their owner is Unavailable", async () => {
    const name = "eve@example.com";
    await add(name);
    const id = workspace().warehouseId;
    await permit("warehouses", id, { user_name: name, permission_level: "CAN_USE" });
    const { body } = await as(name, "POST", "/api/2.0/alerts", {
      ...alertBody(),
      parent_path: `/Users/${name}`,
    });
    assert.equal(body.owner_user_name, name);
    assert.equal((await admin("DELETE", `/_local/principals/${name}`)).status, 200);
    assert.equal((await as(name, "GET", "/api/2.0/alerts")).status, 403);
    const path = `/api/2.0/alerts/${String(body.id)}`;
    assert.equal((await admin("GET", path)).body.owner_user_name, "Unavailable");
    assert.equal((await admin("DELETE", `/_local/principals/${name}`)).status, 404);
    assert.equal((await admin("DELETE", `${path}?purge=true`)).status, 200);
  });

  it("sees no warehouse and may use none until CAN USE is given", async () => {
    assert.deepEqual((await as(ANN, "GET", "/api/2.0/sql/warehouses")).body, { warehouses: [] });
    const denied = [403, "PERMISSION_DENIED", "You do not have permission to use the SQL Warehouse."];
    assert.deepEqual(refusal(await execute(ANN, "SELECT 1")), denied);
    const id = workspace().warehouseId;
    assert.deepEqual(refusal(await as(ANN, "POST", `/sql/1.0/warehouses/${id}`, "")), denied);
    await permit("warehouses", id, annMay("CAN_USE"), {
      service_principal_name: BOT,
      permission_level: "CAN_USE",
    });
    assert.equal(await statement(ANN, "SELECT 1"), "SUCCEEDED");
    const stop = await as(ANN, "POST", `/api/2.0/sql/warehouses/${id}/stop`, {});
    assert.equal(stop.status, 403);
  });

  it("reads a table with exactly the use of catalog and schema, and SELECT", async () => {
    const query = `SELECT count(*) FROM ${TABLE}`;
    assert.equal(await statement(ANN, query), "User does not have USE CATALOG on Catalog 'main'.");
    await grant("catalog", "main", "USE_CATALOG");
    assert.equal(await statement(ANN, query), "User does not have USE SCHEMA on Schema 'main.gold'.");
    await grant("schema", "main.gold", "USE_SCHEMA");
    assert.equal(await statement(ANN, query), `User does not have SELECT on Table '${TABLE}'.`);
    assert.deepEqual(refusal(await as(ANN, "GET", `${UC}/tables/${TABLE}`)), [
      403,
      "PERMISSION_DENIED",
      `User does not have SELECT on Table '${TABLE}'.`,
    ]);
    assert.deepEqual(
      (await as(ANN, "GET", `${UC}/tables?catalog_name=main&schema_name=gold`)).body.tables,
      [],
    );
    await grant("table", TABLE, "SELECT");
    assert.equal(await statement(ANN, query), "SUCCEEDED");
    assert.equal(await statement(ANN, `DESCRIBE TABLE ${TABLE}`), "SUCCEEDED");
  });

  it("changes a table's rows and columns with MODIFY, and its constraints as its owner alone", async () => {
    const lacking = `User does not have MODIFY on Table '${TABLE}'.`;
    for (const text of [
      `INSERT INTO ${TABLE} VALUES (1)`,
      `DELETE FROM ${TABLE}`,
      `ALTER TABLE ${TABLE} ADD COLUMN more INT`,
      `TRUNCATE TABLE ${TABLE}`,
    ])
      assert.equal(await statement(ANN, text), lacking, text);

    await grant("table", TABLE, "MODIFY");
    assert.equal(await statement(ANN, `INSERT INTO ${TABLE} VALUES (1)`), "SUCCEEDED");
    const constraint = `ALTER TABLE ${TABLE} ADD CONSTRAINT positive CHECK (id > 0)`;
    assert.equal(await statement(ANN, constraint), `User is not an owner of Table '${TABLE}'.`);
    assert.equal(
      await statement(ANN, `DROP TABLE ${TABLE}`),
      `User does not have MANAGE on Table '${TABLE}'.`,
    );
    const toBot = `GRANT SELECT ON TABLE ${TABLE} TO \`${BOT}\``;
    assert.equal(await statement(ANN, toBot), `User does not have MANAGE on Table '${TABLE}'.`);
  });

  it("reads a view with the rights of its owner", async () => {
    await grant("table", "main.gold.seen", "SELECT");
    await admin("PATCH", `${UC}/permissions/table/${TABLE}`, {
      changes: [{ principal: ANN, remove: ["SELECT"] }],
    });
    assert.equal(await statement(ANN, "SELECT * FROM main.gold.seen"), "SUCCEEDED");
    await grant("table", TABLE, "SELECT");
  });

  it("owns what it makes, with CREATE TABLE", async () => {
    const make = "CREATE TABLE main.gold.anns (id INT)";
    assert.equal(await statement(ANN, make), "User does not have CREATE TABLE on Schema 'main.gold'.");
    await grant("schema", "main.gold", "CREATE_TABLE");
    assert.equal(await statement(ANN, make), "SUCCEEDED");
    assert.equal((await as(ANN, "GET", `${UC}/tables/main.gold.anns`)).body.owner, ANN);
    for (const text of [
      "INSERT INTO main.gold.anns VALUES (1)",
      "ALTER TABLE main.gold.anns ADD CONSTRAINT positive CHECK (id > 0)",
      `GRANT SELECT ON TABLE main.gold.anns TO \`${BOT}\``,
      "ALTER TABLE main.gold.anns RENAME TO main.gold.anns2",
      "DROP TABLE main.gold.anns2",
    ])
      assert.equal(await statement(ANN, text), "SUCCEEDED", text);
  });

  it("has what a group of theirs has, also through another group, and ALL PRIVILEGES is not MANAGE", async () => {
    const scim = "/api/2.0/preview/scim/v2";
    const { body } = await as(ANN, "GET", `${scim}/Me`);
    const inner = await admin("POST", `${scim}/Groups`, {
      displayName: "inner",
      members: [{ value: body.id }],
    });
    await admin("POST", `${scim}/Groups`, { displayName: "outer", members: [{ value: inner.body.id }] });
    assert.equal(await statement("admin", "CREATE SCHEMA main.grouped"), "SUCCEEDED");
    assert.equal(await statement("admin", "CREATE TABLE main.grouped.t (id INT)"), "SUCCEEDED");
    assert.equal(
      await statement("admin", "GRANT ALL PRIVILEGES ON SCHEMA main.grouped TO outer"),
      "SUCCEEDED",
    );
    assert.equal(await statement(ANN, "INSERT INTO main.grouped.t VALUES (1)"), "SUCCEEDED");
    assert.equal(
      await statement(ANN, "DROP TABLE main.grouped.t"),
      "User does not have MANAGE on Table 'main.grouped.t'.",
    );
    assert.equal((await as(ANN, "POST", `${scim}/Groups`, { displayName: "anns" })).status, 403);
  });

  let made = 0;
  const create = (name: string, parent_path: string, more: Json = {}) =>
    as(name, "POST", "/api/2.0/alerts", alertBody({ parent_path, display_name: `Alert ${++made}`, ...more }));
  const lacks = (level: string, what: string) => [
    403,
    "PERMISSION_DENIED",
    `${ANN} does not have ${level} permissions on ${what}. Please contact the owner or an administrator for access.`,
  ];

  it("makes alerts with CAN MANAGE on a folder, in /Shared and at home without any grant", async () => {
    assert.deepEqual(refusal(await create(ANN, "/Workspace/Team")), lacks("CAN_MANAGE", "/Team"));
    await permit("directories", await idOf("/Team"), annMay("CAN_EDIT"));
    assert.deepEqual(refusal(await create(ANN, "/Team")), lacks("CAN_MANAGE", "/Team"));
    await permit("directories", await idOf("/Team"), annMay("CAN_MANAGE"));
    for (const folder of ["/Team", "/Shared/any", `/Users/${ANN}`]) {
      const { status, body } = await create(ANN, folder);
      assert.deepEqual([status, body.owner_user_name, body.effective_run_as], [200, ANN, { user_name: ANN }]);
    }
    assert.deepEqual(
      refusal(await create(ANN, "/Users/local.user@example.com")),
      lacks("CAN_MANAGE", "/Users/local.user@example.com"),
    );
  });

  it("sees, edits and deletes the alerts of others by their level, which folders hand down", async () => {
    await permit("directories", await idOf("/Team"));
    const { body } = await create("admin", "/Team");
    const id = String(body.id);
    const path = `/api/2.0/alerts/${id}`;
    const patch = () =>
      as(ANN, "PATCH", `${path}?update_mask=display_name`, { display_name: `By Ann ${id}` });
    const listed = async () => {
      const { alerts } = (await as(ANN, "GET", "/api/2.0/alerts?page_size=100")).body;
      assert.ok(Array.isArray(alerts));
      return alerts.some((alert) => asJson(alert).id === id);
    };
    assert.deepEqual(refusal(await as(ANN, "GET", path)), lacks("CAN_READ", `the alert ${id}`));
    assert.equal(await listed(), false);
    await permit("directories", await idOf("/Team"), annMay("CAN_READ"));
    assert.deepEqual([(await as(ANN, "GET", path)).status, await listed()], [200, true]);
    assert.deepEqual(refusal(await patch()), lacks("CAN_EDIT", `the alert ${id}`));
    await permit("alertsv2", id, annMay("CAN_EDIT"));
    assert.equal((await patch()).status, 200);
    assert.deepEqual(refusal(await as(ANN, "DELETE", path)), lacks("CAN_MANAGE", `the alert ${id}`));
    assert.equal((await as(ANN, "GET", `/api/2.0/permissions/alertsv2/${id}`)).status, 403);
    await permit("alertsv2", id, annMay("CAN_MANAGE"));
    assert.equal((await as(ANN, "DELETE", path)).status, 200);
  });

  it("has an alert run as a service principal that it may use, and as nobody else", async () => {
    const folder = `/Users/${ANN}`;
    const other = "6b1f3c9e-0000-4000-8000-00000000000c";
    await add(other);
    assert.equal((await create(ANN, folder, { run_as: { service_principal_name: BOT } })).status, 200);
    assert.deepEqual(refusal(await create(ANN, folder, { run_as: { service_principal_name: other } })), [
      403,
      "PERMISSION_DENIED",
      `User ${ANN} does not have the servicePrincipal.user role on the service principal ${other}`,
    ]);
    assert.equal((await create(ANN, folder, { run_as: { user_name: "eve@example.com" } })).status, 403);
  });

  it("evaluates an alert with the rights of whom it runs as", async () => {
    const query_text = `SELECT count(*) AS n FROM ${TABLE}`;
    const run_as = { service_principal_name: BOT };
    const { body } = await create(ANN, `/Users/${ANN}`, { query_text, run_as });
    const evaluate = async () =>
      String((await admin("POST", `/_local/alerts/${String(body.id)}/evaluate`)).body.error).split("\n")[1];
    assert.equal(await evaluate(), "User does not have USE CATALOG on Catalog 'main'. SQLSTATE: 42501");
    for (const text of [
      `GRANT USE CATALOG ON CATALOG main TO \`${BOT}\``,
      `GRANT USE SCHEMA ON SCHEMA main.gold TO \`${BOT}\``,
      `GRANT SELECT ON TABLE ${TABLE} TO \`${BOT}\``,
    ])
      assert.equal(await statement("admin", text), "SUCCEEDED");

    assert.equal(await evaluate(), undefined);
  });

  it("is shown files of its folders alone, and puts them where it manages", async () => {
    const put = (path: string) =>
      as(ANN, "POST", "/api/2.0/workspace/import", { path, format: "RAW", content: "" });
    const status = (path: string) => as(ANN, "GET", `/api/2.0/workspace/get-status?path=${path}`);
    await admin("POST", "/api/2.0/workspace/mkdirs", { path: "/Secret/below" });
    const hidden = [404, "RESOURCE_DOES_NOT_EXIST", "Path (/Secret/below) doesn't exist."];
    assert.deepEqual(refusal(await status("/Secret/below")), hidden);
    assert.deepEqual(refusal(await put("/Secret/below/x")), lacks("CAN_MANAGE", "/Secret/below"));
    assert.equal((await as(ANN, "POST", "/api/2.0/workspace/mkdirs", { path: "/Mine" })).status, 403);
    await permit("directories", await idOf("/Secret"), annMay("CAN_READ"));
    assert.equal((await status("/Secret/below")).status, 200);
    assert.equal((await put(`/Users/${ANN}/x`)).status, 200);
    assert.equal((await put("/Shared/x")).status, 200);
  });

  it("makes jobs, which are its own, and runs those of others with CAN MANAGE RUN", async () => {
    const job = { name: "j", tasks: [] };
    const own = await as(ANN, "POST", "/api/2.2/jobs/create", job);
    assert.equal(
      (await as(ANN, "GET", `/api/2.2/jobs/get?job_id=${String(own.body.job_id)}`)).body.creator_user_name,
      ANN,
    );
    const { job_id } = (await admin("POST", "/api/2.2/jobs/create", job)).body;
    const run = () => as(ANN, "POST", "/api/2.2/jobs/run-now", { job_id });
    assert.deepEqual(refusal(await run()), lacks("CAN_MANAGE_RUN", `the job ${String(job_id)}`));
    await permit("jobs", job_id, annMay("CAN_MANAGE_RUN"));
    assert.deepEqual(refusal(await run()), [
      400,
      "INVALID_PARAMETER_VALUE",
      `Job ${String(job_id)} has no tasks to run.`,
    ]);
    const change = { job_id, new_settings: { name: "anns" } };
    assert.equal((await as(ANN, "POST", "/api/2.2/jobs/update", change)).status, 403);
  });

  it("makes no notification destination, but sees them", async () => {
    const destination = { display_name: "d", config: { email: { addresses: ["a@example.com"] } } };
    assert.deepEqual(refusal(await as(ANN, "POST", "/api/2.0/notification-destinations", destination)), [
      403,
      "PERMISSION_DENIED",
      "Only workspace admins can create notification destinations.",
    ]);
    assert.equal((await as(ANN, "GET", "/api/2.0/notification-destinations")).status, 200);
  });
});
