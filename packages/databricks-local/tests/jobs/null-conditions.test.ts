import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { place } from "../place";
import { asJson, type Json } from "../use-workspace";
import { useJobs } from "./use-jobs";

/** What no document says of a value that is NULL. A query that says by its last column whether an alert fires depends on it. */
describe("The state of an alert whose value is NULL", () => {
  const { createAlert, ok, submit } = useJobs({ shared: true });

  const stateOf = async (operator: string, value: string) => {
    const alert_id = await createAlert(
      alertBody({
        display_name: `${operator} ${value}`,
        query_text: `SELECT CAST(${value} AS DOUBLE) AS fires`,
        evaluation: {
          source: { name: "fires" },
          comparison_operator: operator,
          empty_result_state: "ERROR",
          notification: { subscriptions: [] },
        },
      }),
    );
    const run = await submit({ task_key: "a", alert_task: { alert_id, warehouse_id: place.warehouseId } });
    const [task] = (run["tasks"] as Json[] | undefined) ?? [run];
    const out = await ok("GET", `/api/2.2/jobs/runs/get-output?run_id=${Number(asJson(task)["run_id"])}`);
    return asJson(out["alert_output"])["alert_state"];
  };

  for (const [operator, value, state] of [
    ["IS_NOT_NULL", "NULL", "OK"],
    ["IS_NOT_NULL", "5", "TRIGGERED"],
    ["IS_NULL", "NULL", "TRIGGERED"],
    ["IS_NULL", "5", "OK"],
  ] as const) {
    it(`is ${state} by ${operator} where the value is ${value}`, async function () {
      this.timeout(300_000);
      assert.equal(await stateOf(operator, value), state);
    });
  }
});
