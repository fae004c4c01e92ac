import assert from "node:assert/strict";
import type { FaultInput, LoggedRequest } from "databricks-local";
import { createAlert, insertRow, statusOf, TABLE } from "./alert-row";
import { whileHeld } from "./held-call";
import { errorsOf, LocalStack } from "./local-stack";

const KEPT = "[INFO] Alert KEPT";
const CLIENT = { clientId: "6b1f3c9e-0000-4000-8000-000000000001", clientSecret: "dose-of-the-retries" };

/** Names may be taken twice here, so that nothing but the program keeps alerts single. */
describe("a request that is sent again", () => {
  let stack: LocalStack;
  let run = 0;

  before(async () => {
    stack = await LocalStack.deployed({ oauthClients: [CLIENT], nameClash: "duplicate" });
    await stack.sql(`DELETE FROM ${TABLE}`);
    await insertRow(stack, "KEPT");
    await insertRow(stack, "RUN-0");
    await stack.succeed("up");
  });
  after(() => stack.stop());
  afterEach(() => stack.workspace.faults.clear());

  const sent = (method: string, path = /^\/api\/2\.0\/alerts/): LoggedRequest[] =>
    stack.workspace.requests.requests.filter((each) => each.method === method && path.test(each.path));

  /** One row more, one changed, one less. */
  async function changeRows(): Promise<void> {
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'RUN-${run++}'`);
    await insertRow(stack, `RUN-${run}`);
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = ${run + 1} WHERE alert_id = 'KEPT'`);
  }

  async function assertOneAlertEach(): Promise<void> {
    const alerts = await stack.alerts();
    assert.deepEqual(
      alerts.map(({ display_name, evaluation }) => [display_name, evaluation["threshold"]]),
      [
        [KEPT, { value: { double_value: run + 1 } }],
        [`[INFO] Alert RUN-${run}`, { value: { double_value: 1 } }],
      ],
    );
    assert.deepEqual(
      [await statusOf(stack, "KEPT"), await statusOf(stack, `RUN-${run}`)].map((row) => [
        row?.["databricks_alert_id"],
        row?.["last_sync_status"],
      ]),
      [
        [alerts[0]?.id, "UPDATED"],
        [alerts[1]?.id, "CREATED"],
      ],
    );
  }

  it("makes no second alert where the first request was carried out late, and was not to be seen before", async () => {
    await changeRows();
    const creation = { method: "POST", path: "^/api/2.0/alerts$" } as const;
    stack.workspace.faults.add({ ...creation, kind: "status", status: 504, errorCode: "DEADLINE_EXCEEDED" });
    stack.workspace.faults.add({ ...creation, kind: "pause" });
    const running = stack.succeed("up");
    let late = "";
    await whileHeld(stack, async () => {
      late = await createAlert(stack, `[INFO] Alert RUN-${run}`);
    });
    await running;
    assert.equal((await stack.alert(`[INFO] Alert RUN-${run}`)).id, late);
    await assertOneAlertEach();
  });

  const UNAVAILABLE = { kind: "status", status: 503, errorCode: "TEMPORARILY_UNAVAILABLE" } as const;
  const lost: readonly [string, FaultInput][] = [
    ["503 before the work", UNAVAILABLE],
    ["503 after the work", { ...UNAVAILABLE, when: "after-work" }],
    ["a connection that broke before the work", { kind: "drop-before" }],
    ["a connection that broke after the work", { kind: "drop-after" }],
    ["half an answer", { kind: "half-answer" }],
    ["an expired token", { kind: "expired-token" }],
  ];
  for (const [what, fault] of lost) {
    it(`makes, changes and deletes an alert once after ${what}`, async () => {
      await changeRows();
      for (const method of ["POST", "PATCH", "DELETE"] as const)
        stack.workspace.faults.add({ ...fault, method, path: "^/api/2.0/alerts" } as FaultInput);

      const { clientId, clientSecret } = CLIENT;
      await stack.succeed("up", {
        env: { DATABRICKS_TOKEN: "", DATABRICKS_CLIENT_ID: clientId, DATABRICKS_CLIENT_SECRET: clientSecret },
      });
      assert.deepEqual(stack.workspace.faults.waiting, []);
      await assertOneAlertEach();
      if (fault.kind === "expired-token") {
        // The program's, the provider's, and one for each that was refused; POST and PATCH share theirs where they were
        // under way at once.
        const tokens = sent("POST", /^\/oidc\/v1\/token$/).length;
        assert.ok(tokens === 4 || tokens === 5, `${tokens} tokens`);
      }
    });
  }

  it("waits as long as the service asks for", async () => {
    await changeRows();
    stack.workspace.faults.add({
      kind: "status",
      status: 429,
      errorCode: "REQUEST_LIMIT_EXCEEDED",
      retryAfter: 2,
      method: "POST",
      path: "^/api/2.0/alerts$",
    });
    await stack.succeed("up");
    const [refused = NaN, repeated = NaN] = sent("POST").map(({ at }) => Date.parse(at));
    assert.ok(repeated - refused >= 2_000, `${repeated - refused} ms`);
    await assertOneAlertEach();
  });
});

describe("a workspace that takes 15 requests a second", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start({ requestsPerSecond: 15 });
  });
  after(() => stack.stop());

  it("gets all of 100 alerts, without one that fails", async function () {
    this.timeout(180_000);
    await stack.succeed("up");
    await stack.sql(
      `INSERT INTO ${TABLE} (alert_id, alert_name, agent_domain, severity, alert_query_template, threshold_column, ` +
        "threshold_operator, threshold_value_type, threshold_value_double, notification_channels, owner, created_by) " +
        "SELECT concat('N-', id), concat('Alert ', id), 'COST', 'INFO', 'SELECT 1 AS value', 'value', '>', 'DOUBLE', 1, array(), 'me', 'me' FROM range(98)",
    );
    await stack.succeed("up");
    const statuses = stack.workspace.requests.requests
      .filter(({ method }) => method === "POST")
      .filter(({ path }) => path === "/api/2.0/alerts")
      .map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 200).length, 98);
    assert.ok(statuses.includes(429), "the limit was never met");
    const [rows] = await stack.sql(
      `SELECT count(*) AS n, count_if(last_sync_status = 'CREATED') AS made, count(DISTINCT databricks_alert_id) AS ids FROM ${TABLE}`,
    );
    assert.deepEqual(rows, { n: "100", made: "100", ids: "100" });
  });
});

describe("a workspace that is full", () => {
  for (const listTrash of [true, false]) {
    it(`is told of at once, with what to do, where the trash is ${listTrash ? "" : "not "}listed`, async () => {
      const stack = await LocalStack.deployed({ alertQuota: 2, listTrash });
      try {
        const { id } = await stack.alert("[INFO] Custom Template Test");
        await stack.call("DELETE", `/api/2.0/alerts/${id}`);
        await insertRow(stack, "A-1");
        const result = await stack.run("up");
        const counted = listTrash
          ? "lists 2 alerts, 1 of them in the trash"
          : "lists 1 alert; those in its trash, which it does not list, come on top";
        assert.match(
          errorsOf(result).join("\n"),
          new RegExp(`429 QUOTA_EXCEEDED .*The workspace ${counted}\\. `),
        );
        assert.match(
          errorsOf(result).join("\n"),
          /purge them in the workspace, delete alerts that nobody needs, or have the quota raised\.$/,
        );
        const posts = stack.workspace.requests.requests.filter(
          ({ method, path }) => method === "POST" && path === "/api/2.0/alerts",
        );
        assert.equal(posts.length, 1);
        const [counting] = stack.workspace.requests.requests.slice(
          stack.workspace.requests.requests.indexOf(posts[0] as LoggedRequest) + 1,
        );
        const [refusedAt, countedAt] = [posts[0], counting].map((each) => Date.parse(each?.at ?? ""));
        assert.ok((countedAt ?? NaN) - (refusedAt ?? NaN) < 2_000);
      } finally {
        await stack.stop();
      }
    });
  }
});
