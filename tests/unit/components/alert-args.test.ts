import assert from "node:assert/strict";
import type * as databricks from "@pulumi/databricks";
import type { AlertDefinition } from "../../../alerting/definition";
import { readAlerts, type GoodAlert } from "../alerting/read-testdata";

/** Compiles only while our inputs have the names and types of `databricks.AlertV2Args`. */
function asAlertV2(definition: AlertDefinition): databricks.AlertV2Args {
  const { evaluation, ...rest } = definition;
  const { notification, ...condition } = evaluation;
  // Pulumi's input types know no readonly lists; nothing else is changed.
  const subscriptions = [...notification.subscriptions];
  return { ...rest, evaluation: { ...condition, notification: { ...notification, subscriptions } } };
}

describe("an alert's arguments", () => {
  it("are those of databricks.AlertV2, so that a user can move either way", () => {
    for (const [name, { definition }] of readAlerts<GoodAlert>("good"))
      assert.deepEqual(asAlertV2(definition), definition, name);
  });
});
