import type { RunAs } from "../../alerting/definition";
import type { Finding } from "../findings/finding";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import { shownText } from "../../messages/shown-value";
import { isKnown, ownName } from "../../databricks/directory";
import type { RestClient } from "../../databricks/rest-client";

/**
 * Who deploys may let an alert run as themselves, or as a service principal that they may use; whether they may use it is
 * not to be asked.
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2/createalert
 */
export async function runAsFindings(alerts: readonly PlannedAlert[], rest: RestClient): Promise<Finding[]> {
  const me = await ownName(rest);
  const faults = new Map<string, Promise<Omit<Finding, "alertId"> | undefined>>();
  const found = alerts.map(async ({ alertId, definition: { runAs } }): Promise<Finding[]> => {
    if (runAs === undefined) return [];
    const key = JSON.stringify(runAs);
    const asking = faults.get(key) ?? faultOf(runAs, me, rest);
    faults.set(key, asking);
    const fault = await asking;
    return fault === undefined ? [] : [{ ...fault, alertId }];
  });
  return (await Promise.all(found)).flat();
}

async function faultOf(
  runAs: RunAs,
  me: string,
  rest: RestClient,
): Promise<Omit<Finding, "alertId"> | undefined> {
  const name = "userName" in runAs ? runAs.userName : runAs.servicePrincipalName;
  if (name.toLowerCase() === me.toLowerCase()) return undefined;
  const fault = { severity: "error", column: "run_as" } as const;
  if (!(await isKnown(rest, runAs))) {
    const what = "userName" in runAs ? "user" : "service principal";
    return {
      ...fault,
      rule: "run-as/unknown",
      message: `The workspace knows no ${what} ${shownText(name)}.`,
      fix: "Set run_as to a user name or to a service principal's application id, or clear it.",
    };
  }
  if (!("userName" in runAs)) return undefined;
  return {
    ...fault,
    rule: "run-as/other-user",
    message: `The alert is to run as ${shownText(name)}, and ${shownText(me)} deploys: a user may be named by themselves only.`,
    fix: "Name a service principal in run_as, or deploy as that user.",
  };
}
