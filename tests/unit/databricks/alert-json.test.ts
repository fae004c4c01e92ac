import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { comparableThreshold } from "../../../alerting/comparable";
import { comparandOf, conditionOf } from "../../../alerting/condition";
import type { AlertDefinition, LiveDefinition } from "../../../alerting/definition";
import { hashFields, type ManagedField, MANAGED_FIELDS } from "../../../alerting/definition-fields";
import { AlertAnswer, alertBody, alertPatch } from "../../../databricks/alert-json";

const FOLDER = join(__dirname, "../../testdata/requests");

/** A definition and the request that carries it, as the files of tests/testdata/requests hold them. */
type Pair = { readonly definition: AlertDefinition } & (
  | { readonly operation: "create"; readonly request: { readonly body: unknown } }
  | {
      readonly operation: "update";
      readonly fields: readonly ManagedField[];
      readonly request: { readonly updateMask: string; readonly body: unknown };
    }
);

const readPair = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Pair; // our own test data

const created = readPair("create.json");

describe("alert-json", () => {
  for (const file of readdirSync(FOLDER)) {
    it(`writes the request of ${file}`, () => {
      const pair = readPair(file);
      if (pair.operation === "create") assert.deepEqual(alertBody(pair.definition), pair.request.body);
      else assert.deepEqual(alertPatch(pair.definition, pair.fields), pair.request);
    });
  }

  it("sends nothing that comes with a definition and is none of it", () => {
    const { definition } = created;
    const inputs = { ...definition, alertId: "COST-001", __provider: "the code" };
    assert.deepEqual(alertBody(inputs), alertBody(definition));
    assert.deepEqual(alertPatch(inputs, MANAGED_FIELDS), alertPatch(definition, MANAGED_FIELDS));
  });

  it("has a request that updates every managed field", () => {
    const pair = readPair("update-every-field.json");
    assert.ok(pair.operation === "update");
    assert.deepEqual([...pair.fields].sort(), [...MANAGED_FIELDS].sort());
  });

  it("reads back what it writes", () => {
    const remote = AlertAnswer.parse({
      ...alertBody(created.definition),
      id: "7",
      lifecycle_state: "ACTIVE",
    });
    assert.deepEqual(remote, { id: "7", lifecycleState: "ACTIVE", definition: created.definition });
  });

  it("clears a list by an empty one", () => {
    const { evaluation } = created.definition;
    const silent = {
      ...created.definition,
      evaluation: { ...evaluation, notification: { ...evaluation.notification, subscriptions: [] } },
    };
    assert.deepEqual(alertPatch(silent, ["evaluation.notification.subscriptions"]), {
      updateMask: "evaluation.notification.subscriptions",
      body: { evaluation: { notification: { subscriptions: [] } } },
    });
  });

  it("fills in what the service leaves out, and drops the /Workspace prefix", () => {
    const remote = AlertAnswer.parse({
      id: "7",
      display_name: "a",
      query_text: "SELECT 1 AS n",
      warehouse_id: "w",
      parent_path: "/Workspace/Alerting/",
      custom_summary: "",
      evaluation: {
        source: { name: "n", display: "n" },
        comparison_operator: "EQUAL",
        threshold: { value: { double_value: "1.5" } },
        notification: {},
      },
      schedule: { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "UTC" },
      lifecycle_state: "DELETED",
      something_new: { of: "later" },
    });
    assert.deepEqual(remote, {
      id: "7",
      lifecycleState: "DELETED",
      kept: ["something_new"],
      definition: {
        displayName: "a",
        queryText: "SELECT 1 AS n",
        warehouseId: "w",
        parentPath: "/Alerting",
        evaluation: {
          source: { name: "n" },
          comparisonOperator: "EQUAL",
          threshold: { value: { doubleValue: 1.5 } },
          emptyResultState: "ERROR",
          notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
        },
        schedule: { quartzCronSchedule: "0 0 8 * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
      },
    });
  });

  it("reads a threshold that JSON has no number for, and keeps it through JSON", () => {
    for (const double_value of ["NaN", "Infinity", "-Infinity"]) {
      const { definition } = AlertAnswer.parse({
        id: "7",
        evaluation: { threshold: { value: { double_value } } },
      });
      assert.deepEqual(definition.evaluation.threshold, { value: { doubleValue: double_value } });
      const again = JSON.parse(JSON.stringify(definition)) as LiveDefinition; // what was one before
      assert.deepEqual(hashFields(again), hashFields(definition));
      assert.equal(comparandOf(conditionOf(again)), Number(double_value));
      assert.deepEqual(comparableThreshold(again.evaluation.threshold?.value ?? {}), {
        kind: "number",
        value: Number(double_value),
      });
      const { evaluation } = alertPatch(definition, ["evaluation.threshold"]).body;
      assert.deepEqual(evaluation, { threshold: { value: { double_value } } });
    }
  });

  it("takes null for what is left out, beside a value of another kind, too", () => {
    const thresholdOf = (value: object) =>
      AlertAnswer.parse({ id: "7", evaluation: { threshold: { value } } }).definition.evaluation.threshold;
    assert.deepEqual(thresholdOf({ double_value: null, string_value: "high", bool_value: null }), {
      value: { stringValue: "high" },
    });
    assert.deepEqual(thresholdOf({ double_value: null, string_value: null, bool_value: false }), {
      value: { boolValue: false },
    });
    assert.equal(thresholdOf({ double_value: null, string_value: null, bool_value: null }), undefined);
    assert.equal(
      AlertAnswer.safeParse({ id: "7", evaluation: { threshold: { value: { double_value: "many" } } } })
        .success,
      false,
    );
  });

  it("keeps what somebody chose by hand and we do not know", () => {
    const { definition } = AlertAnswer.parse({
      id: "7",
      evaluation: {
        source: { name: "n", aggregation: "MODE" },
        comparison_operator: "EQUAL",
        threshold: { column: { name: "limit", aggregation: "MAX" } },
        empty_result_state: "UNKNOWN",
      },
    });
    assert.deepEqual(JSON.parse(JSON.stringify(definition.evaluation)), {
      source: { name: "n", aggregation: "MODE" },
      comparisonOperator: "EQUAL",
      threshold: { column: { name: "limit", aggregation: "MAX" } },
      emptyResultState: "UNKNOWN",
      notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
    });
  });

  it("takes a word that means not chosen for none, in every list", () => {
    const { definition } = AlertAnswer.parse({
      id: "7",
      custom_template_format: "CUSTOM_TEMPLATE_FORMAT_UNSPECIFIED",
      evaluation: {
        source: { name: "n", aggregation: "AGGREGATION_UNSPECIFIED", display: "n" },
        comparison_operator: "EQUAL",
        threshold: { column: { name: "limit", aggregation: "AGGREGATION_UNSPECIFIED", display: "" } },
        empty_result_state: "ALERT_EVALUATION_STATE_UNSPECIFIED",
      },
      schedule: { pause_status: "SCHEDULE_PAUSE_STATUS_UNSPECIFIED" },
    });
    assert.equal(definition.customTemplateFormat, undefined);
    assert.equal(definition.schedule.pauseStatus, "UNPAUSED");
    assert.deepEqual(JSON.parse(JSON.stringify(definition.evaluation)), {
      source: { name: "n" },
      comparisonOperator: "EQUAL",
      threshold: { column: { name: "limit" } },
      emptyResultState: "ERROR",
      notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
    });
  });

  it("reads what no row asks for", () => {
    const { definition } = AlertAnswer.parse({
      id: "7",
      custom_template_format: "MARKDOWN",
      evaluation: { source: { name: "n", display: "N" }, threshold: { column: { name: "m", display: "M" } } },
    });
    assert.equal(definition.customTemplateFormat, "MARKDOWN");
    assert.deepEqual(definition.evaluation.source, { name: "n", display: "N" });
    assert.deepEqual(definition.evaluation.threshold, { column: { name: "m", display: "M" } });
  });

  it("takes HTML for no choice of a format, and an empty threshold for none", () => {
    const { definition } = AlertAnswer.parse({
      id: "7",
      custom_template_format: "HTML",
      evaluation: { threshold: { value: {} } },
    });
    assert.equal("customTemplateFormat" in definition, false);
    assert.equal("threshold" in definition.evaluation, false);
  });

  it("names the fields that no row can say, and none that the service only answers", () => {
    const { kept } = AlertAnswer.parse({
      id: "7",
      parameters: [{ name: "day", value: "1" }],
      tags: { team: "finops" },
      nothing: null,
      empty: [],
      effective_run_as: { user_name: "me@example.com" },
      run_as_user_name: "me@example.com",
      evaluation: { quorum: 2, effective_retrigger_seconds: 0, notification: { cc: ["a@example.com"] } },
      schedule: { jitter: 5 },
    });
    assert.deepEqual(kept, [
      "parameters",
      "tags",
      "evaluation.quorum",
      "evaluation.notification.cc",
      "schedule.jitter",
    ]);
    assert.equal("kept" in AlertAnswer.parse({ id: "7", parameters: [] }), false);
  });

  it("does not read an alert without an id", () => {
    assert.equal(AlertAnswer.safeParse({ display_name: "a" }).success, false);
    assert.equal(AlertAnswer.safeParse({ id: "" }).success, false);
  });
});
