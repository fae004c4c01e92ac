import * as pulumi from "@pulumi/pulumi";
import { type Fault, formatAlike } from "../alerting/row-faults";
import { isExpected, reasonOf } from "../messages/expected-error";
import type { Settings } from "../settings/settings";
import type { Alerting } from "./alerting";
import { reportChanges, type RowChanges } from "./report-changes";
import { type FindingsInput, reportFindings } from "./report-findings";

export interface RowReport {
  readonly settings: Settings;
  /** Shown at the alert of the row that each is about. */
  readonly warnings: readonly Fault[];
  /** There are tables, and no warehouse yet that could read them: only at a preview. */
  readonly unread: boolean;
  readonly changes: RowChanges;
  readonly lint: FindingsInput;
}

/**
 * Says beside the run what there is to know about its rows: warnings, who changed them, what lint finds. A courtesy: no
 * resource and no output waits for it, and whatever goes wrong with it fails no run. Known when all was said.
 */
export function reportRows(
  { settings, warnings, unread, changes, lint }: RowReport,
  alerting: Alerting,
): pulumi.Output<unknown> {
  // What stands at many rows stands there until each of them is changed.
  for (const { text, rows } of formatAlike(warnings)) {
    const [row] = rows;
    void pulumi.log.warn(text, rows.length === 1 && row !== undefined ? alerting.resourceOf(row) : alerting);
  }

  if (alerting.alerts.size === 0 && !unread)
    void pulumi.log.warn("No row asks for an alert: nothing is deployed.", alerting);

  const unlessExpected = (what: string) => (error: unknown) => {
    if (!isExpected(error)) void pulumi.log.warn(`${what} is not shown: ${reasonOf(error)}`, alerting);
  };
  return pulumi.all([
    alerting.removed.apply((rows) =>
      reportChanges(changes, settings, rows, alerting).catch(unlessExpected("Who changed rows")),
    ),
    reportFindings(lint, alerting).catch(unlessExpected("What lint finds")),
  ]);
}
