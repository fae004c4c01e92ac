import { ALERT_CONFIGURATIONS } from "./alert-configurations";
import { ALERT_HISTORY } from "./alert-history";
import { ALERT_SYNC_METRICS } from "./alert-sync-metrics";
import type { ConfigTableSpec } from "./column-spec";
import { NOTIFICATION_DESTINATIONS } from "./notification-destinations";

/** All config tables; a table stands after those that its foreign keys name. */
export const CONFIG_TABLES: readonly ConfigTableSpec[] = [
  ALERT_CONFIGURATIONS,
  NOTIFICATION_DESTINATIONS,
  ALERT_HISTORY,
  ALERT_SYNC_METRICS,
];
