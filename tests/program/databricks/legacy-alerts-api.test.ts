import assert from "node:assert/strict";
import { listLegacyAlerts } from "../../../databricks/legacy-alerts-api";
import { thresholdValue } from "../../../databricks/remote-alert";
import { RestClient } from "../../../databricks/rest-client";
import { scriptedServer } from "./scripted-server";

describe("listLegacyAlerts", () => {
  it("reads a threshold that JSON has no number for, and null for what is left out", async () => {
    const values = [
      { double_value: "-Infinity" },
      { double_value: null, string_value: "high", bool_value: null },
      { double_value: "1.5" },
      {},
      null,
    ];
    const results = values.map((value, index) => ({
      id: String(index),
      condition: { threshold: { value } },
    }));
    await using server = await scriptedServer([{ status: 200, json: { results } }]);
    const rest = new RestClient({
      host: new URL(server.url),
      token: () => Promise.resolve("t"),
      describe: "token from a test",
    });
    const alerts = await listLegacyAlerts(rest);
    assert.deepEqual(
      alerts.map(({ condition }) => thresholdValue(condition.threshold?.value)),
      [{ doubleValue: "-Infinity" }, { stringValue: "high" }, { doubleValue: 1.5 }, undefined, undefined],
    );
  });
});
