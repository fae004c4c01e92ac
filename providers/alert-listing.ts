import type { AlertsApi, RemoteAlert } from "../databricks/alerts-api";

/** The workspace's active alerts, listed once for all that a run makes. */
export class AlertListing {
  private listed: Promise<readonly RemoteAlert[]> | undefined;

  constructor(private readonly alerts: AlertsApi) {}

  /** As the workspace was when the first check of something new looked; a failed listing is tried again. */
  async current(): Promise<readonly RemoteAlert[]> {
    this.listed ??= this.fresh();
    try {
      return await this.listed;
    } catch (error) {
      this.listed = undefined;
      throw error;
    }
  }

  /** As it is now: after an answer was lost, or a name was taken. */
  async fresh(): Promise<readonly RemoteAlert[]> {
    const alerts = await this.alerts.list();
    return alerts.filter((alert) => alert.lifecycleState === "ACTIVE");
  }
}
