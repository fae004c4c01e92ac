import { fieldValue, type ManagedField } from "../alerting/definition-fields";
import type { RemoteAlert } from "../databricks/remote-alert";
import { runCommand } from "../messages/advised-commands";
import { shownText, shownValue } from "../messages/words";
import type { AlertInputs } from "./alert-state";

/** The warehouse does not read one query: `refusal` is what it says instead, on lines of which the first tells why. */
export function noQueryText({ alertId }: Pick<AlertInputs, "alertId">, refusal: string): string {
  const [why = ""] = refusal.split("\n");
  return (
    `alert_configurations row ${shownText(alertId)}: alert_query_template is not one query: ` +
    `${shownText(why.replace(/\.?\s*(?:SQLSTATE: \w{5}.*)?$/, ""))}. Nothing of it was run, and its alert stays as it is.`
  );
}

/** The service took a write and kept what it had. */
export function refusedText(
  inputs: AlertInputs,
  remote: RemoteAlert,
  fields: readonly ManagedField[],
): string {
  const { id, ownerUserName } = remote;
  const values = fields.map((field) => {
    const [wanted, has] = [inputs, remote.definition].map((one) => shownValue(fieldValue(one, field)));
    return `${field} ${has} instead of ${wanted}`;
  });
  const owner = ownerUserName === undefined ? "somebody else" : shownText(ownerUserName);
  return (
    `alert_configurations row ${shownText(inputs.alertId)}: the workspace took what was written to alert ${id} and kept ` +
    `${values.join(", ")}. Its owner is ${owner}: who deploys may need CAN MANAGE on it. The next preview shows the ` +
    `difference, and the next \`${runCommand("up")}\` tries again; an alert that never takes it can be deleted in the workspace, ` +
    `and is made anew after \`${runCommand("refresh")}\`.`
  );
}

/** Somebody changed in the workspace what an update did not touch. */
export function driftText(inputs: AlertInputs, remote: RemoteAlert, fields: readonly ManagedField[]): string {
  const values = fields.map((field) => {
    const [wanted, has] = [inputs, remote.definition].map((one) => shownValue(fieldValue(one, field)));
    return `${field} is ${has}, and ${wanted} by the row`;
  });
  return (
    `alert_configurations row ${inputs.alertId}: somebody changed alert ${remote.id} in the workspace: ` +
    `${values.join("; ")}. This run left it; the next preview shows it, and the next up puts it back.`
  );
}

/** An alert has what no row can say, and no update takes away. */
export function keptText(alertId: string, { id, kept = [] }: RemoteAlert): string {
  return `alert_configurations row ${alertId}: alert ${id} has ${kept.join(", ")}, which no row can say: it keeps them.`;
}
