import assert from "node:assert/strict";
import type { RunResult } from "pulumi-local";
import { insertRow, statusOf, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

/** What somebody changes in the workspace, and what is shown of it: path, value there, value by the row. */
interface Edit {
  readonly mask: string;
  readonly body: unknown;
  readonly shown: readonly (readonly [path: string, live: unknown, row: unknown])[];
}

const PRINCIPAL = "0f1e2d3c-0000-4000-8000-000000000001";
const LONG_QUERY = `SELECT 0 AS value -- ${"x".repeat(5000)}`;
const SHORTENED = `${LONG_QUERY.slice(0, 1000)}… (5021 characters)`;

const EDITS: Readonly<Record<string, Edit>> = {
  PAUSE: {
    mask: "schedule.pause_status",
    body: { schedule: { pause_status: "PAUSED" } },
    shown: [["schedule.pauseStatus", "PAUSED", "UNPAUSED"]],
  },
  QUERY: {
    mask: "query_text",
    body: { query_text: "SELECT 0 AS value" },
    shown: [["queryText", "SELECT 0 AS value", "SELECT 1 AS value"]],
  },
  LONG: {
    mask: "query_text",
    body: { query_text: LONG_QUERY },
    shown: [["queryText", LONG_QUERY, "SELECT 1 AS value"]],
  },
  CRON: {
    mask: "schedule.quartz_cron_schedule,schedule.timezone_id",
    body: { schedule: { quartz_cron_schedule: "0 0 3 * * ?", timezone_id: "Europe/Berlin" } },
    shown: [
      ["schedule.quartzCronSchedule", "0 0 3 * * ?", "0 */5 * * * ?"],
      ["schedule.timezoneId", "Europe/Berlin", "America/Los_Angeles"],
    ],
  },
  TEMPLATE: {
    mask: "custom_summary,custom_description",
    body: { custom_description: "by hand" },
    shown: [
      ["customDescription", "by hand", "{{QUERY_RESULT_VALUE}}"],
      ["customSummary", undefined, "{{ALERT_NAME}}"],
    ],
  },
  FORMAT: {
    mask: "custom_template_format",
    body: { custom_template_format: "MARKDOWN" },
    shown: [["customTemplateFormat", "MARKDOWN", undefined]],
  },
  RUN_AS: {
    mask: "run_as",
    body: { run_as: { service_principal_name: PRINCIPAL } },
    shown: [["runAs", { servicePrincipalName: PRINCIPAL }, undefined]],
  },
  DISPLAY: {
    mask: "evaluation.source",
    body: { evaluation: { source: { name: "value", display: "Value" } } },
    shown: [["evaluation.source.display", "Value", undefined]],
  },
  COLUMN: {
    mask: "evaluation.threshold",
    body: { evaluation: { threshold: { column: { name: "value", display: "limit" } } } },
    shown: [
      ["evaluation.threshold.column", { display: "limit", name: "value" }, undefined],
      ["evaluation.threshold.value", undefined, { doubleValue: 1 }],
    ],
  },
  NOBODY: {
    mask: "evaluation.notification.subscriptions",
    body: { evaluation: { notification: { subscriptions: [] } } },
    shown: [["evaluation.notification.subscriptions[0]", undefined, { userEmail: "oncall@example.com" }]],
  },
};

describe("what somebody changed in the workspace before an up that sent another field", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  const runs: Partial<Record<"up" | "preview" | "refresh" | "previewAfterRefresh", RunResult>> = {};
  let afterUp: Awaited<ReturnType<LocalStack["alerts"]>> = [];

  before(async () => {
    stack = await LocalStack.deployed();
    await stack.sql(`DELETE FROM ${TABLE}`);
    for (const alertId of Object.keys(EDITS)) {
      await insertRow(stack, alertId, {
        use_custom_template: "TRUE",
        custom_subject_template: "'{{ALERT_NAME}}'",
        custom_body_template: "'{{QUERY_RESULT_VALUE}}'",
      });
    }
    await stack.succeed("up");
    for (const [alertId, { mask, body }] of Object.entries(EDITS)) {
      const { id } = await stack.alert(`[INFO] Alert ${alertId}`);
      await stack.call("PATCH", `/api/2.0/alerts/${id}?update_mask=${mask}`, body);
    }
    await stack.sql(`UPDATE ${TABLE} SET empty_result_state = 'ERROR'`);
    runs.up = await stack.succeed("up");
    afterUp = await stack.alerts();
    runs.preview = await stack.succeed("preview");
    runs.refresh = await stack.succeed("refresh");
    runs.previewAfterRefresh = await stack.succeed("preview");
  });

  after(() => stack.stop());

  for (const [alertId, { mask, shown }] of Object.entries(EDITS)) {
    it(`shows at the next preview, and in a refresh, that ${mask} changed`, async () => {
      assert.equal((await statusOf(stack, alertId))?.["last_sync_status"], "UPDATED");
      const short = shown.map(([path, live, row]) => [path, live === LONG_QUERY ? SHORTENED : live, row]);
      assert.deepEqual(shownOf(runs.preview, alertId), short);
      assert.deepEqual(
        shownOf(runs.refresh, alertId),
        shown.map(([path, live, row]) => [path, row, live]),
      );
      assert.deepEqual(shownOf(runs.previewAfterRefresh, alertId), shown);
    });
  }

  it("is put back by the up after that, and not by the one before", async () => {
    const alert = (alertId: string) =>
      afterUp.find(({ display_name }) => display_name === `[INFO] Alert ${alertId}`);
    assert.equal(alert("PAUSE")?.schedule.pause_status, "PAUSED");
    assert.equal(alert("QUERY")?.query_text, "SELECT 0 AS value");
    await stack.succeed("up");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
    assert.deepEqual(stepsOf(await stack.succeed("refresh")), []);
    const { evaluation, ...rest } = await stack.alert("[INFO] Alert DISPLAY");
    assert.deepEqual(evaluation["source"], { name: "value" });
    assert.equal(rest["custom_template_format"], undefined);
    assert.equal((await stack.alert("[INFO] Alert FORMAT"))["custom_template_format"], "HTML");
  });
});

describe("a write that the workspace does not take", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  let id = "";
  const ignored: string[] = [];
  const setThreshold = (value: number) =>
    stack.sql(`UPDATE ${TABLE} SET threshold_value_double = ${value} WHERE alert_id = 'A-1'`);

  before(async () => {
    stack = await LocalStack.deployed({ keptFields: ignored });
    await stack.sql(`DELETE FROM ${TABLE}`);
    await insertRow(stack, "A-1");
    await insertRow(stack, "A-2");
    await stack.succeed("up");
    ({ id } = await stack.alert("[INFO] Alert A-1"));
    ignored.push("evaluation.threshold");
  });

  after(() => stack.stop());

  it("fails the run, and its row says which field", async () => {
    await setThreshold(2);
    const up = await stack.run("up");
    assert.equal(up.ok, false);
    const [error = ""] = errorsOf(up);
    const text =
      `alert_configurations row A-1: the workspace took what was written to alert ${id} and kept ` +
      'evaluation.threshold {"value":{"doubleValue":1}} instead of {"value":{"doubleValue":2}}. ' +
      "Its owner is local.user@example.com: who deploys may need CAN MANAGE on it. The next preview shows the " +
      "difference, and the next `npm run up` tries again; an alert that never takes it can be deleted in the workspace, " +
      "and is made anew after `npm run refresh`.";
    assert.equal(error, `the resource exists, but did not come up: ${text}`);
    assert.deepEqual(await statusOf(stack, "A-1"), {
      databricks_alert_id: id,
      last_sync_status: "ERROR",
      last_sync_error: text,
    });
  });

  it("is shown by the next preview, tried again by the next up, and seen by a refresh", async () => {
    const difference = [["evaluation.threshold.value.doubleValue", 1, 2]];
    assert.deepEqual(shownOf(await stack.succeed("preview")), difference);
    assert.equal((await stack.run("up")).ok, false);
    assert.deepEqual(shownOf(await stack.succeed("refresh")), [
      ["evaluation.threshold.value.doubleValue", 2, 1],
    ]);
    assert.deepEqual(shownOf(await stack.succeed("preview")), difference);
    assert.equal((await stack.run("up")).ok, false);
  });

  it("is no matter any more once the row says what the alert has", async () => {
    await setThreshold(1);
    await stack.succeed("up");
    assert.deepEqual(stack.alertWrites, []);
    assert.deepEqual(await statusOf(stack, "A-1"), {
      databricks_alert_id: id,
      last_sync_status: "UPDATED",
      last_sync_error: null,
    });
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("is carried out by a later up, if the workspace takes it then", async () => {
    await setThreshold(3);
    assert.equal((await stack.run("up")).ok, false);
    ignored.length = 0;
    await stack.succeed("up");
    assert.deepEqual((await stack.alert("[INFO] Alert A-1")).evaluation["threshold"], {
      value: { double_value: 3 },
    });
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "UPDATED");
    await stack.succeed("destroy");
    assert.deepEqual(await stack.alerts(), []);
  });
});

describe("a principal that the workspace does not take back", function () {
  this.timeout(300_000);
  const kept: string[] = [];
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed({ keptFields: kept });
    await stack.sql(`DELETE FROM ${TABLE}`);
  });
  after(() => stack.stop());

  const errorOf = (id: string) =>
    `alert_configurations row A-1: the workspace took what was written to alert ${id} and kept ` +
    `runAs {"servicePrincipalName":"${PRINCIPAL}"} instead of NULL. ` +
    "Its owner is local.user@example.com: who deploys may need CAN MANAGE on it. The next preview shows the " +
    "difference, and the next `npm run up` tries again; an alert that never takes it can be deleted in the workspace, " +
    "and is made anew after `npm run refresh`.";
  const rights = async () => (await stack.alert("[INFO] Alert A-1"))["run_as"];

  it("fails the run, stands as an error in the row, and is shown by the next preview", async () => {
    await insertRow(stack, "A-1", { run_as: `'${PRINCIPAL}'` });
    await stack.succeed("up");
    const { id } = await stack.alert("[INFO] Alert A-1");
    assert.deepEqual(await rights(), { service_principal_name: PRINCIPAL });
    kept.push("run_as");
    await stack.sql(`UPDATE ${TABLE} SET run_as = NULL`);
    assert.deepEqual(errorsOf(await stack.run("up")), [
      `the resource exists, but did not come up: ${errorOf(id)}`,
    ]);
    assert.deepEqual(await statusOf(stack, "A-1"), {
      databricks_alert_id: id,
      last_sync_status: "ERROR",
      last_sync_error: errorOf(id),
    });
    const difference = [["runAs", { servicePrincipalName: PRINCIPAL }, undefined]];
    assert.deepEqual(shownOf(await stack.succeed("preview")), difference);
  });

  it("does so where the alert is taken over, too", async () => {
    const stateDir = stack.stateDir("lost");
    const { id } = await stack.alert("[INFO] Alert A-1");
    assert.deepEqual(errorsOf(await stack.run("up", { stateDir })), [
      `the resource exists, but did not come up: ${errorOf(id)}`,
    ]);
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "ERROR");
  });

  it("is taken back by a later up, if the workspace takes it then", async () => {
    kept.length = 0;
    await stack.succeed("up");
    assert.equal(await rights(), undefined);
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "UPDATED");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });
});

/** What a run shows to change at an alert: path, old value, new value. */
function shownOf(run: RunResult | undefined, alertId = "A-1"): unknown[][] {
  const differences = run?.steps.find(({ urn }) => urn.endsWith(`::${alertId}`))?.differences ?? [];
  return differences.map(({ path, before, after }) => [path, before, after]).sort();
}
