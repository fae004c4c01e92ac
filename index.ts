import * as pulumi from "@pulumi/pulumi";
import { Alerting } from "./components/alerting";
import { withWorkspace } from "./components/connection";
import { declareDestinationIds } from "./components/destination-ids";
import { reportFaultyRows } from "./components/faulty-rows";
import { declareGrants } from "./components/grants";
import { declareDestinations, keepDestinations } from "./components/notification-destinations";
import { declareOperations } from "./components/operations";
import { declareAlertPermissions } from "./components/permissions";
import { declarePlace } from "./components/place";
import { planStack } from "./components/plan-stack";
import { quietSdk } from "./components/quiet-sdk";
import { withPlainErrors } from "./components/run-error";
import { reportRows } from "./components/report-rows";
import { stackOutputs } from "./components/stack-outputs";
import { startProviders } from "./components/start-providers";
import { readSettings } from "./components/stack-settings";
import { stackWarehouse } from "./components/warehouse";
import { recordedScores } from "./jobs/notebooks/notebooks";

quietSdk();

/** Reads the alert rows, checks all of them, and only then declares an alert for each. */
async function program() {
  const { settings, own } = readSettings(new pulumi.Config());
  startProviders();
  return withWorkspace(async (workspace) => {
    const warehouse = await stackWarehouse({ settings, own }, workspace);
    const stack = await planStack(settings, workspace, warehouse);
    const endWithFaults = reportFaultyRows(stack);
    await declarePlace(settings, workspace);
    const destinations = declareDestinations(stack.managed);
    const alerting = new Alerting("alerting", {
      ...stack,
      warehouse,
      destinations: destinations.byPlanned,
    });
    const reported = reportRows(stack, alerting);
    const tables = [...alerting.tables.values()];
    const prerequisites = [...tables, alerting.seeds];
    const written = declareDestinationIds(stack, destinations, prerequisites, workspace.rest);
    declareGrants(settings, [...tables, ...alerting.views]);
    declareAlertPermissions({ permissions: settings.alertPermissions, alerts: alerting.alerts });
    const made = keepDestinations(destinations, await written.kept());
    const { host } = workspace;
    const outputs = {
      ...stackOutputs({ settings, host, warehouse, destinations: made, alerting, counts: stack.counts }),
      ...declareOperations({
        settings: own,
        warehouseId: warehouse.ownId,
        host,
        alerts: alerting.alerts,
        scores: recordedScores(stack.alerts),
        existing: stack.operations,
      }),
    };
    endWithFaults(alerting);
    return { outputs, done: pulumi.all([reported, written.told]) };
  });
}

export = () => withPlainErrors(program);
