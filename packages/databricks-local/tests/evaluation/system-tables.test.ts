import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { alertBody } from "../alert-body";
import { asJson, NOW, useWorkspace } from "../use-workspace";

const USER = "local.user@example.com";
const EMAIL = "finops@example.com";

describe("The alert system tables", () => {
  const { call, createAlert, dataDir, restart } = useWorkspace({ nameClash: "duplicate" });

  async function ask(statement: string): Promise<unknown> {
    const { body } = await call("POST", "/api/2.0/sql/statements", {
      statement,
      warehouse_id: "10ca1f0000000001",
    });
    return asJson(body.status).state === "SUCCEEDED"
      ? (asJson(body.result).data_array ?? [])
      : asJson(asJson(body.status).error).message;
  }
  const evaluate = (id: string) => call("POST", `/_local/alerts/${id}/evaluate`);

  it("show every documented column of an alert", async () => {
    const { body } = await call("POST", "/api/2.0/alerts", alertBody());
    const columns = [
      "account_id",
      "workspace_id",
      "alert_id",
      "display_name",
      "owned_by",
      "compute.type",
      "compute.cluster_id",
      "compute.warehouse_id",
      "run_as",
      "schedule.pause_status",
      "schedule.quartz_cron_schedule",
      "schedule.timezone_id",
      "evaluation_source.aggregation",
      "evaluation_source.display",
      "evaluation_source.name",
      "evaluation_comparison_operator",
      "evaluation_threshold.value.double_value",
      "evaluation_threshold.value.string_value",
      "evaluation_threshold.value.bool_value",
      "evaluation_threshold.column.name",
      "evaluation_empty_result_state",
      "notify_on_ok",
      "retrigger_seconds",
      "subscriptions[0].user_email",
      "subscriptions[0].destination_id",
      "size(subscriptions)",
      "change_time",
      "create_time",
      "delete_time",
    ];
    assert.deepEqual(
      await ask(`SELECT ${columns.join(", ")} FROM system.alert.alerts WHERE alert_id = ${String(body.id)}`),
      [
        [
          "10ca1000-0000-4000-8000-000000000000",
          "1000000000000000",
          body.id,
          "[WARNING] Tag Coverage Drop",
          USER,
          "WAREHOUSE",
          null,
          "10ca1f0000000001",
          "1000000000000001",
          null,
          "0 0 8 * * ?",
          "America/Los_Angeles",
          null,
          null,
          "tag_coverage_pct",
          "LESS_THAN",
          "80.0",
          null,
          null,
          null,
          "OK",
          "true",
          "0",
          EMAIL,
          null,
          "1",
          NOW.toISOString(),
          NOW.toISOString(),
          null,
        ],
      ],
    );
  });

  it("show what an alert was after each change, and its end, but not the trash", async () => {
    const id = await createAlert(alertBody({ display_name: "first" }));
    await call("POST", "/_local/clock", { advanceSeconds: 1 });
    await call("PATCH", `/api/2.0/alerts/${id}?update_mask=display_name`, { display_name: "second" });
    await call("POST", "/_local/clock", { advanceSeconds: 1 });
    const rows = () =>
      ask(
        "SELECT display_name, date_format(change_time, 's'), date_format(delete_time, 's') " +
          `FROM system.alert.alerts WHERE alert_id = '${id}' ORDER BY change_time`,
      );
    const changes = [
      ["first", "0", null],
      ["second", "1", null],
    ];
    await call("DELETE", `/api/2.0/alerts/${id}`);
    assert.deepEqual(await rows(), changes);
    await call("DELETE", `/api/2.0/alerts/${id}?purge=true`);
    assert.deepEqual(await rows(), [...changes, ["second", "2", "2"]]);
    await restart();
    assert.deepEqual(await rows(), [...changes, ["second", "2", "2"]]);
  });

  it("have an alert of a workspace that did not keep its changes", async () => {
    const id = await createAlert(alertBody());
    rmSync(join(dataDir, "alert-changes.jsonl"));
    await restart();
    assert.deepEqual(await ask(`SELECT display_name FROM system.alert.alerts WHERE alert_id = '${id}'`), [
      ["[WARNING] Tag Coverage Drop"],
    ]);
  });

  it("show every evaluation with its value, threshold, subscribers and failure", async () => {
    const evaluation = alertBody().evaluation;
    const ids = [
      await createAlert(alertBody()),
      await createAlert(alertBody({ query_text: "SELECT 90 AS tag_coverage_pct" })),
      await createAlert(alertBody({ query_text: "SELECT nothing" })),
      await createAlert(
        alertBody({
          query_text: "SELECT 'a' AS tag_coverage_pct",
          evaluation: { ...evaluation, threshold: { value: { string_value: "b" } } },
        }),
      ),
      await createAlert(
        alertBody({
          query_text: "SELECT 1 = 1 AS tag_coverage_pct",
          evaluation: {
            ...evaluation,
            comparison_operator: "EQUAL",
            threshold: { value: { bool_value: false } },
          },
        }),
      ),
    ];
    for (const id of ids) await evaluate(id);
    const columns = [
      "alert_id",
      "evaluated_state",
      "evaluated_source_result.double_value",
      "evaluated_source_result.string_value",
      "evaluated_source_result.bool_value",
      "coalesce(CAST(evaluated_threshold_result.double_value AS STRING), evaluated_threshold_result.string_value, CAST(evaluated_threshold_result.bool_value AS STRING))",
      "error_code",
      "get(notified_subscriptions, 0).user_email",
      "size(failed_subscriptions)",
      "start_time",
      "job_id",
    ];
    const at = NOW.toISOString();
    assert.deepEqual(
      await ask(
        `SELECT ${columns.join(", ")} FROM system.alert.alert_evaluation_history ORDER BY CAST(alert_run_id AS INT)`,
      ),
      [
        [ids[0], "TRIGGERED", "75.0", null, null, "80.0", null, EMAIL, "0", at, null],
        [ids[1], "OK", "90.0", null, null, "80.0", null, null, "0", at, null],
        [
          ids[2],
          "ERROR",
          null,
          null,
          null,
          null,
          "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
          null,
          "0",
          at,
          null,
        ],
        [ids[3], "TRIGGERED", null, "a", null, "b", null, EMAIL, "0", at, null],
        [ids[4], "OK", null, null, "true", "false", null, null, "0", at, null],
      ],
    );
  });

  it("join, as the documentation's samples do", async () => {
    assert.deepEqual(
      await ask(`
        WITH latest AS (
          SELECT *, row_number() OVER (PARTITION BY workspace_id, alert_id ORDER BY change_time DESC) AS n FROM system.alert.alerts
        )
        SELECT c.display_name, h.evaluated_state, count(*)
        FROM latest c JOIN system.alert.alert_evaluation_history h USING (workspace_id, alert_id)
        WHERE n = 1 AND c.delete_time IS NULL GROUP BY ALL ORDER BY ALL`),
      [
        ["[WARNING] Tag Coverage Drop", "ERROR", "1"],
        ["[WARNING] Tag Coverage Drop", "OK", "2"],
        ["[WARNING] Tag Coverage Drop", "TRIGGERED", "2"],
      ],
    );
  });

  it("are known to SHOW, DESCRIBE, information_schema and the REST API", async () => {
    assert.deepEqual(await ask("SHOW SCHEMAS IN system"), [["alert"], ["default"], ["information_schema"]]);
    assert.deepEqual(await ask("SHOW TABLES IN system.alert"), [
      ["alert", "alert_evaluation_history", "false"],
      ["alert", "alerts", "false"],
    ]);
    const described = await ask("DESCRIBE system.alert.alerts");
    assert.ok(Array.isArray(described));
    assert.deepEqual(described[5], [
      "compute",
      "struct<type:string,cluster_id:string,warehouse_id:string>",
      "What it runs on",
    ]);
    assert.deepEqual(
      await ask(
        "SELECT count(*) FROM system.information_schema.columns WHERE table_name = 'alert_evaluation_history'",
      ),
      [["15"]],
    );
    const { body } = await call("GET", "/api/2.1/unity-catalog/tables/system.alert.alerts");
    assert.equal(body.full_name, "system.alert.alerts");
  });

  it("are changed by no statement", async () => {
    const statements = [
      "INSERT INTO system.alert.alerts (alert_id) VALUES ('1')",
      "UPDATE `system`.alert.alerts SET display_name = 'x'",
      "DELETE FROM system.alert.alert_evaluation_history",
      "MERGE INTO system.alert.alerts t USING (SELECT '1' AS alert_id) s ON t.alert_id = s.alert_id WHEN MATCHED THEN DELETE",
      "TRUNCATE TABLE system.alert.alerts",
      "ALTER TABLE system.alert.alerts ADD COLUMN x INT",
      "COMMENT ON TABLE system.alert.alerts IS 'x'",
      "CREATE OR REPLACE TABLE system.alert.alerts (id INT)",
      "CREATE VIEW system.alert.mine AS SELECT 1 AS one",
      "RESTORE TABLE system.alert.alerts TO VERSION AS OF 0",
      "DROP TABLE system.alert.alerts",
      "DROP SCHEMA system.alert CASCADE",
      "DROP CATALOG system CASCADE",
    ];
    for (const statement of statements) {
      assert.equal(
        await ask(statement),
        "[INSUFFICIENT_PERMISSIONS] Insufficient privileges:\nUser does not have MODIFY on Schema 'system.alert'. SQLSTATE: 42501",
        statement,
      );
    }
    assert.equal(
      await ask("SELECT * FROM system.alert.alerts VERSION AS OF 0"),
      "[UNSUPPORTED_FEATURE.LOCAL_WORKSPACE] This cannot be tried on the local workspace: versions of a system table. SQLSTATE: 0A000",
    );
  });
});
