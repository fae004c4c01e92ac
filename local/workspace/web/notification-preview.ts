import { ApiError } from "../api-error";
import { evaluateAlert } from "../evaluation/evaluate-alert";
import { renderNotification } from "../evaluation/templates/render-notification";
import { templateVariables } from "../evaluation/templates/template-variables";
import type { Workspace } from "../workspace";

/** Longer than that, in milliseconds, nobody waits for a preview. */
const TIMEOUT_MS = 30_000;

/** What subscribers would read if the alert triggered with what its query says now. Nothing is recorded or sent. */
export async function previewNotification({ alerts, engine, warehouse, host }: Workspace, id: string) {
  const alert = alerts.get(id);
  const outcome = await evaluateAlert(alert, engine, warehouse, AbortSignal.timeout(TIMEOUT_MS));
  if (outcome.state === "ERROR") {
    throw ApiError.invalidParameter(`There is nothing to show: ${outcome.error ?? "the query failed"}`);
  }
  const url = `${host}/sql/alerts-v2/${id}`;
  return renderNotification(alert, templateVariables(alert, { ...outcome, state: "TRIGGERED" }, url));
}
