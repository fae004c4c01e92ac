import { Dashboard } from "@pulumi/databricks/dashboard";
import * as pulumi from "@pulumi/pulumi";
import { alertingDashboard, DASHBOARD_NAME } from "../jobs/dashboard/alerting-dashboard";
import { markedForWarehouse } from "../jobs/dashboard/lakeview";
import type { Settings } from "../settings/settings";

export interface AlertDashboardArgs {
  readonly settings: Settings;
  /** The warehouse that runs the dashboard's queries. */
  readonly warehouseId: pulumi.Input<string>;
  /** Id of the one that the workspace has already: taken over where the state does not have it. */
  readonly existing?: string;
}

/** A Lakeview dashboard on the config tables, next to the alerts. Its readers see what they may read themselves. */
export class AlertDashboard extends pulumi.ComponentResource {
  readonly dashboardId: pulumi.Output<string>;

  constructor(
    name: string,
    { settings, warehouseId, existing }: AlertDashboardArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("databricks-alerts:index:AlertDashboard", name, {}, options);
    const dashboard = new Dashboard(
      "alerting-dashboard",
      {
        displayName: DASHBOARD_NAME,
        parentPath: settings.parentPath,
        warehouseId,
        serializedDashboard: pulumi
          .output(warehouseId)
          .apply((id) => JSON.stringify(markedForWarehouse(alertingDashboard(settings), id))),
        embedCredentials: false,
      },
      { parent: this, ...(existing !== undefined && { import: existing }) },
    );
    this.dashboardId = dashboard.id;
    this.registerOutputs({ dashboardId: this.dashboardId });
  }
}
