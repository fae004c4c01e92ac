import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { alertsInFile } from "../../../../commands/import/alerts-in-files";

const STACK = { settings: { parentPath: "/Alerting" }, warehouseId: "stacks" };
const EVALUATION = {
  source: { name: "n" },
  comparison_operator: "GREATER_THAN",
  threshold: { value: { double_value: 5 } },
  empty_result_state: "OK",
};
const SCHEDULE = { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "UTC" };
const DEFINITION = {
  displayName: "Daily cost",
  queryText: "SELECT 1 AS n",
  warehouseId: "stacks",
  parentPath: "/Alerting",
  evaluation: {
    source: { name: "n" },
    comparisonOperator: "GREATER_THAN",
    threshold: { value: { doubleValue: 5 } },
    emptyResultState: "OK",
    notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
  },
  schedule: { quartzCronSchedule: "0 0 8 * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
};

describe("alerts in files", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "import-files-"));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: unknown) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const text = name.endsWith(".yml") ? stringify(content) : JSON.stringify(content);
    writeFileSync(file, typeof content === "string" ? content : text);
    return file;
  };
  const alertFile = { evaluation: EVALUATION, schedule: SCHEDULE, query_lines: ["SELECT 1", "  AS n"] };

  it("are read from an alert's own file, whose name is the alert's", () => {
    const file = write("Daily cost.dbalert.json", {
      ...alertFile,
      custom_description_lines: ["<p>", "</p>"],
    });
    const definition = { ...DEFINITION, queryText: "SELECT 1\n  AS n", customDescription: "<p>\n</p>" };
    assert.deepEqual(alertsInFile(file, STACK), [{ definition, file }]);
  });

  it("are read from a bundle, with what stands in a file beside it, and the stack's warehouse for a variable", () => {
    write("src/cost.dbalert.json", alertFile);
    const file = write("databricks.yml", {
      resources: {
        alerts: {
          one: {
            display_name: "Daily cost",
            query_text: "SELECT 1 AS n",
            warehouse_id: "${var.warehouse_id}",
            parent_path: "/Workspace/Users/ana@example.com",
            evaluation: EVALUATION,
            schedule: SCHEDULE,
            permissions: [{ level: "CAN_RUN", group_name: "users" }],
          },
          two: { display_name: "Other", warehouse_id: "abc", file_path: "./src/cost.dbalert.json" },
        },
      },
    });
    assert.deepEqual(alertsInFile(file, STACK), [
      { definition: { ...DEFINITION, parentPath: "/Users/ana@example.com" }, file },
      {
        definition: {
          ...DEFINITION,
          displayName: "Other",
          queryText: "SELECT 1\n  AS n",
          warehouseId: "abc",
        },
        file,
      },
    ]);
  });

  it("are read from Terraform's state, blocks that are lists of one among them", () => {
    const attributes = {
      id: "42",
      display_name: "Daily cost",
      query_text: "SELECT 1 AS n",
      warehouse_id: "abc",
      parent_path: "/Alerting",
      custom_summary: null,
      owner_user_name: "ana@example.com",
      evaluation: [
        {
          ...EVALUATION,
          threshold: [{ column: null, value: [{ double_value: 5, string_value: null }] }],
          notification: {
            notify_on_ok: null,
            subscriptions: [{ destination_id: null, user_email: "a@example.com" }],
          },
        },
      ],
      schedule: SCHEDULE,
    };
    const file = write("terraform.tfstate", {
      version: 4,
      resources: [
        { mode: "managed", type: "databricks_alert_v2", instances: [{ attributes }] },
        { mode: "data", type: "databricks_alert_v2", instances: [{ attributes }] },
        { mode: "managed", type: "databricks_job", instances: [{ attributes: {} }] },
      ],
    });
    const { evaluation } = DEFINITION;
    const subscriptions = [{ userEmail: "a@example.com" }];
    const definition = {
      ...DEFINITION,
      warehouseId: "abc",
      evaluation: { ...evaluation, notification: { ...evaluation.notification, subscriptions } },
    };
    assert.deepEqual(alertsInFile(file, STACK), [
      { definition, file, id: "42", ownerUserName: "ana@example.com" },
    ]);
  });

  it("are told to be none in any other file", () => {
    const of = (name: string, content: unknown) => () => alertsInFile(write(name, content), STACK);
    assert.throws(
      of("other.json", { a: 1 }),
      /other\.json has no alerts: it is no <name>\.dbalert\.json, no databricks\.yml/,
    );
    assert.throws(of("broken.json", "{"), /broken\.json cannot be read: Expected property name/);
    assert.throws(of("x.dbalert.json", {}), /x\.dbalert\.json is no alert: /);
    assert.throws(
      () => alertsInFile(path.join(folder, "none.json"), STACK),
      /none\.json cannot be read: there is no such file\./,
    );
  });
});
