import { Dashboard } from "@pulumi/databricks/dashboard";
import * as pulumi from "@pulumi/pulumi";
import { alertingDashboard } from "../alerting/dashboard/alerting-dashboard";
import type { Settings } from "../alerting/settings";

export interface AlertDashboardArgs {
  readonly settings: Settings;
  /** The warehouse that runs the dashboard's queries. */
  readonly warehouseId: pulumi.Input<string>;
}

/** A Lakeview dashboard on the config tables, next to the alerts. Its readers see what they may read themselves. */
export class AlertDashboard extends pulumi.ComponentResource {
  readonly dashboardId: pulumi.Output<string>;

  constructor(
    name: string,
    { settings, warehouseId }: AlertDashboardArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("databricks-alerts:index:AlertDashboard", name, {}, options);
    const dashboard = new Dashboard(
      "alerting-dashboard",
      {
        displayName: "Alerting",
        parentPath: settings.parentPath,
        warehouseId,
        serializedDashboard: JSON.stringify(alertingDashboard(settings)),
        embedCredentials: false,
      },
      { parent: this },
    );
    this.dashboardId = dashboard.id;
    this.registerOutputs({ dashboardId: this.dashboardId });
  }
}
