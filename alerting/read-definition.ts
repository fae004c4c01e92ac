import type { AuthoritySettings } from "../settings/principals";
import type { Settings } from "../settings/settings";
import type { Channels } from "./channels";
import type { AlertDefinition } from "./definition";
import { aggregation, comparisonOperator, threshold } from "./fields/condition";
import { notificationTemplates } from "./fields/message";
import { displayName } from "./fields/name";
import { retriggerSeconds, subscriptions } from "./fields/notification";
import { queryText } from "./fields/query";
import { runAs } from "./fields/run-as";
import { quartzCron, timeZone } from "./fields/schedule";
import { refuseOutwardCalls } from "./one-query";
import type { AlertNotes } from "./row-notes";
import type { AlertRow } from "./tables/alert-configurations";

/** What a definition is made of besides its row. */
export interface DefinitionContext {
  readonly settings: Pick<
    Settings,
    "catalog" | "goldSchema" | "featureSchema" | "parentPath" | "defaultEmail" | "runAs"
  > &
    Partial<AuthoritySettings>;
  readonly warehouseId: string;
  readonly channels: Channels;
}

/** The alert that the row describes. With faults in the notes it is `undefined`: every part was read all the same. */
export function readDefinition(
  row: AlertRow,
  { settings, warehouseId, channels }: DefinitionContext,
  notes: AlertNotes,
): AlertDefinition | undefined {
  const query = queryText(row, settings, notes);
  const operator = comparisonOperator(row, notes);
  const value = threshold(row, operator, notes);
  const aggregated = aggregation(row, notes);
  const cron = quartzCron(row, notes);
  const zone = timeZone(row, notes);
  const subscribers = subscriptions(row, channels, settings, notes);
  const retrigger = retriggerSeconds(row, notes);
  const templates = notificationTemplates(row, notes);
  const principal = runAs(row, settings, notes);
  if (query !== undefined) refuseOutwardCalls(query, settings, notes);
  if (
    notes.faults.length > 0 ||
    query === undefined ||
    operator === undefined ||
    cron === undefined ||
    zone === undefined ||
    retrigger === undefined
  ) {
    return undefined;
  }
  return {
    displayName: displayName(row),
    queryText: query,
    warehouseId,
    parentPath: settings.parentPath,
    evaluation: {
      source: {
        name: row.threshold_column,
        ...(aggregated === undefined ? {} : { aggregation: aggregated }),
      },
      comparisonOperator: operator,
      ...(value === undefined ? {} : { threshold: { value } }),
      emptyResultState: row.empty_result_state,
      notification: {
        subscriptions: subscribers,
        notifyOnOk: row.notify_on_ok,
        retriggerSeconds: retrigger,
      },
    },
    schedule: {
      quartzCronSchedule: cron,
      timezoneId: zone,
      pauseStatus: row.is_enabled ? row.pause_status : "PAUSED",
    },
    ...templates,
    ...(principal === undefined ? {} : { runAs: principal }),
  };
}
