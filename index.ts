import * as pulumi from "@pulumi/pulumi";
import { Alerting } from "./components/alerting";
import { withWorkspace } from "./components/connection";
import { declareOperations } from "./components/operations";
import { planStack } from "./components/plan-stack";
import { withPlainErrors } from "./components/run-error";
import { readSettings } from "./components/stack-settings";
import { stackWarehouse } from "./components/warehouse";

// The SDK writes down a stack, with source maps, for each property of each resource, and shows none of them: with
// hundreds of alerts that would be a quarter of a preview's time.
Error.stackTraceLimit = 0;

/** Reads the alert rows, checks all of them, and only then declares an alert for each. */
async function program() {
  const settings = readSettings(new pulumi.Config());
  return withWorkspace(async (workspace) => {
    const warehouse = await stackWarehouse(settings, workspace);
    const stack = await planStack(settings, workspace, warehouse);
    const alerting = new Alerting("alerting", { ...stack, warehouse, dependsOn: warehouse.resources });
    const outputs = {
      alertCounts: stack.counts,
      alertUrls: alerting.alertIds.apply((ids) =>
        Object.fromEntries(
          Object.entries(ids).map(([row, id]) => [row, `${workspace.host}/sql/alerts-v2/${id}`]),
        ),
      ),
      folder: settings.parentPath,
      tables: `${settings.catalog}.${settings.goldSchema}`,
      ...declareOperations({ settings, warehouseId: warehouse.id, host: workspace.host }),
    };
    return { outputs, done: alerting.told };
  });
}

export = () => withPlainErrors(program);
