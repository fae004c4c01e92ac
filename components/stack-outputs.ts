import * as pulumi from "@pulumi/pulumi";
import { alertUrl } from "../databricks/alerts-api";
import type { Settings } from "../settings/settings";
import type { Alerting } from "./alerting";
import type { MadeDestinations } from "./notification-destinations";
import type { PlannedStack } from "./plan-stack";
import type { StackWarehouse } from "./warehouse";

interface OutputsArgs {
  readonly settings: Settings;
  /** Scheme and host, for links. */
  readonly host: string;
  readonly warehouse: Pick<StackWarehouse, "id">;
  readonly destinations: Pick<MadeDestinations, "ids">;
  readonly alerting: Pick<Alerting, "alertIds" | "lastSync">;
  readonly counts: PlannedStack["counts"];
}

/** What a stack tells of itself: how many alerts, where everything is, and what the last run did. */
export function stackOutputs({
  settings,
  host,
  warehouse,
  destinations,
  alerting: { alertIds, lastSync },
  counts,
}: OutputsArgs) {
  return {
    alertCounts: counts,
    alertIds,
    alertUrls: alertIds.apply((ids) =>
      Object.fromEntries(Object.entries(ids).map(([row, id]) => [row, alertUrl(host, id)])),
    ),
    warehouse: { id: warehouse.id, url: pulumi.interpolate`${host}/sql/warehouses/${warehouse.id}` },
    ...(Object.keys(destinations.ids).length > 0 && { destinations: destinations.ids }),
    folder: settings.parentPath,
    tables: `${settings.catalog}.${settings.goldSchema}`,
    lastSync,
  };
}
