import assert from "node:assert/strict";
import { insertRow, statusOf, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

describe("a run that cannot go well", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed();
    for (const id of ["A-1", "A-2", "A-3", "A-4", "A-5"]) await insertRow(stack, id);
  });

  after(() => stack.stop());

  afterEach(() => stack.workspace.faults.clear());

  it("deploys and records the good rows with --continue-on-error, and is loud about the bad one", async () => {
    stack.workspace.faults.add({
      kind: "status",
      method: "POST",
      path: "^/api/2.0/alerts$",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      message: "No right to create alerts",
    });
    const result = await stack.run("up", { continueOnError: true });
    assert.equal(result.ok, false);
    assert.equal(result.changes.create, 4);
    const [error] = errorsOf(result);
    assert.match(
      error ?? "",
      /^POST \/api\/2\.0\/alerts failed: 403 PERMISSION_DENIED .*No right to create alerts/,
    );
    const statuses = await stack.sql(
      `SELECT last_sync_status, count(*) AS n FROM ${TABLE} WHERE alert_id LIKE 'A-%' GROUP BY last_sync_status ORDER BY 1`,
    );
    assert.deepEqual(statuses, [
      { last_sync_status: "CREATED", n: "4" },
      { last_sync_status: "ERROR", n: "1" },
    ]);
    assert.deepEqual(
      stepsOf(await stack.succeed("up")).filter((step) => step.startsWith("create")).length,
      1,
    );
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("makes one alert when the answer to its creation is lost", async () => {
    await insertRow(stack, "A-6");
    stack.workspace.faults.add({ kind: "drop-after", method: "POST", path: "^/api/2.0/alerts$" });
    await stack.succeed("up");
    const made = (await stack.alerts()).filter(({ display_name }) => display_name === "[INFO] Alert A-6");
    assert.equal(made.length, 1);
    assert.equal((await statusOf(stack, "A-6"))?.["databricks_alert_id"], made[0]?.id);
    assert.equal(stack.writes.filter((write) => write === "POST").length, 1);
  });

  it("makes one alert when its creation is lost on the way", async () => {
    await insertRow(stack, "A-7");
    stack.workspace.faults.add({ kind: "drop-before", method: "POST", path: "^/api/2.0/alerts$" });
    await stack.succeed("up");
    const made = (await stack.alerts()).filter(({ display_name }) => display_name === "[INFO] Alert A-7");
    assert.equal(made.length, 1);
  });

  it("is refused at preview when it would delete many alerts", async () => {
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'A-%'`);
    for (const command of ["preview", "up"] as const) {
      const result = await stack.run(command);
      assert.deepEqual(errorsOf(result), [
        "this run would delete 7 of 9 alerts (A-1, A-2, A-3, A-4, A-5, A-6, A-7), more than the 3 that " +
          "maxDeletes=auto allows. If that is meant: npm run up -- --config maxDeletes=7",
      ]);
      assert.deepEqual(stack.writes, []);
    }
    assert.equal((await stack.alerts()).length, 9);
    assert.equal((await stack.succeed("preview", { config: { maxDeletes: "7" } })).changes.delete, 7);
    for (const id of ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7"]) await insertRow(stack, id);

    assert.deepEqual(stepsOf(await stack.succeed("up")), ["update sync-status"]);
    assert.equal((await stack.alerts()).length, 9);
  });

  it("is not refused for rows whose alerts were never made", async () => {
    for (const id of ["N-1", "N-2", "N-3", "N-4", "N-5"]) await insertRow(stack, id);
    stack.workspace.faults.add({
      kind: "status",
      status: 400,
      errorCode: "INVALID_PARAMETER_VALUE",
      times: "always",
      method: "POST",
      path: "^/api/2.0/alerts$",
    });
    await stack.run("up", { continueOnError: true });
    stack.workspace.faults.clear();
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'N-%'`);
    assert.deepEqual(stepsOf(await stack.succeed("up")), ["update deletion-guard", "update sync-status"]);
    assert.equal((await stack.alerts()).length, 9);
  });

  it("does not take a table that is gone for an empty one", async () => {
    await stack.sql(`DROP TABLE ${TABLE}`);
    const result = await stack.run("up");
    assert.match(
      errorsOf(result)[0] ?? "",
      /^is http:\S+ the right workspace\? health_monitor\.gold has no table alert_configurations: this run would delete /,
    );
    assert.equal((await stack.alerts()).length, 9);
  });
});

describe("a run that cannot begin", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
  });

  after(() => stack.stop());

  const cases: [string, { config?: Record<string, string>; env?: Record<string, string> }, RegExp][] = [
    ["without a token", { env: { DATABRICKS_TOKEN: "" } }, /DATABRICKS_TOKEN/],
    ["with a wrong token", { env: { DATABRICKS_TOKEN: "dapi-wrong" } }, /403/],
    ["without a host", { env: { DATABRICKS_HOST: "" } }, /^No workspace is configured: set DATABRICKS_HOST/],
    [
      "with an unreachable host",
      { env: { DATABRICKS_HOST: "http://127.0.0.1:9" } },
      /Cannot reach http:\/\/127\.0\.0\.1:9: connection refused/,
    ],
    [
      "with two hosts that differ",
      { config: { "databricks:host": "https://other.example.com" } },
      /DATABRICKS_HOST says http:\/\/127\.0\.0\.1:\d+, but .*databricks:host.* says https:\/\/other\.example\.com/,
    ],
    [
      "without the warehouse",
      { config: { warehouseName: "elsewhere" } },
      /^There is no SQL warehouse named "elsewhere", or you may not see it: check warehouseName, .*\. The workspace has "local"/,
    ],
    [
      "with a bad setting",
      { config: { deleteDisabled: "yes" } },
      /deleteDisabled = "yes": must be true or false/,
    ],
    [
      "with a token in clear in the stack's configuration",
      { config: { "databricks:token": "dapi-secret" } },
      /databricks:token stands in the stack's configuration in clear/,
    ],
    [
      "with a client secret in clear in the stack's configuration",
      { config: { "databricks:azureClientSecret": "dapi-secret" } },
      /^databricks:azureClientSecret stands in the stack's configuration in clear\. Set it with `npm run up -- --secret-config databricks:azureClientSecret=<value>`, or give ARM_CLIENT_SECRET, and renew it\.$/,
    ],
  ];
  for (const [title, overrides, message] of cases) {
    it(`says in one message what to set ${title}`, async () => {
      const result = await stack.run("up", overrides);
      assert.equal(result.ok, false);
      const errors = errorsOf(result);
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors[0] ?? "", message);
      assert.doesNotMatch(errors[0] ?? "", /\n\s+at |dapi-/);
      assert.deepEqual(await stack.alerts(), []);
    });
  }

  it("stops when the rows cannot be read for any reason but a missing table", async () => {
    await stack.succeed("up");
    stack.workspace.faults.add({
      kind: "status",
      path: "^/sql/",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      times: 20,
    });
    const result = await stack.run("up");
    assert.equal(result.ok, false);
    assert.equal((await stack.alerts()).length, 2);
    stack.workspace.faults.clear();
  });
});
