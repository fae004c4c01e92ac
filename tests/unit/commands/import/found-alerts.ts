import { readChannels } from "../../../../alerting/channels";
import type { DraftContext, FoundAlert } from "../../../../commands/import/draft-rows";
import { PLAN_SETTINGS, WAREHOUSE_ID } from "../../alerting/read-testdata";

/** Of an import that nothing is in the way of. */
export const CONTEXT: DraftContext = {
  settings: PLAN_SETTINGS,
  warehouseId: WAREHOUSE_ID,
  channels: readChannels([]),
  rows: [],
  goneOwners: new Set<string>(),
  refusals: new Map<string, string>(),
  missingDestinations: new Set<string>(),
};

/** An alert of Ana's in the stack's folder. */
export function alertNamed(displayName: string, more: Partial<FoundAlert["definition"]> = {}): FoundAlert {
  return {
    id: displayName.length.toString(),
    ownerUserName: "ana@example.com",
    definition: {
      displayName,
      queryText: "SELECT 1 AS n",
      warehouseId: WAREHOUSE_ID,
      parentPath: "/Alerting",
      evaluation: {
        source: { name: "n" },
        comparisonOperator: "GREATER_THAN",
        threshold: { value: { doubleValue: 5 } },
        emptyResultState: "OK",
        notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
      },
      schedule: { quartzCronSchedule: "0 0 8 * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
      ...more,
    },
  };
}
