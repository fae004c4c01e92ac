import { requireWarehouse } from "../access/object-rights";
import { evaluateAlert } from "../evaluation/evaluate-alert";
import {
  type RenderedNotification,
  renderNotification,
  templateVariables,
} from "../evaluation/render-notification";
import type { Workspace } from "../workspace";

/** What a page of the inbox shows; `GET /_local/inbox` has all of it. */
const SHOWN = 300;

/** The newest notifications, the newest first, with their recipients by name. */
export function newestNotifications({ inbox, destinations }: Workspace) {
  const names = new Map(destinations.list().map(({ id, display_name }) => [id, display_name]));
  const all = inbox.notifications;
  const newest = all.slice(-SHOWN).reverse();
  return {
    count: all.length,
    notifications: newest.map(({ subscriptions, ...notification }) => ({
      ...notification,
      recipients: subscriptions.map(({ user_email, destination_id }) =>
        typeof user_email === "string"
          ? user_email
          : (names.get(String(destination_id)) ?? `destination ${String(destination_id)}`),
      ),
    })),
  };
}
export type NewestNotifications = ReturnType<typeof newestNotifications>;

/** The notification, or why there is none. */
export interface NotificationPreview {
  readonly notification?: RenderedNotification;
  readonly error?: string;
}

/** Longer than that, in milliseconds, nobody waits for a preview. */
const TIMEOUT_MS = 30_000;

/** What subscribers would read if the alert triggered with what its query says now. Nothing is recorded or sent. */
export async function previewNotification(workspace: Workspace, id: string): Promise<NotificationPreview> {
  const { alerts, engine, warehouses, host } = workspace;
  const alert = alerts.get(id);
  const outcome = await evaluateAlert(
    alert,
    { engine, warehouses, requireWarehouse: (caller, used) => requireWarehouse({ caller, workspace }, used) },
    AbortSignal.timeout(TIMEOUT_MS),
  );
  if (outcome.error !== undefined) return { error: outcome.error };
  const url = `${host}/sql/alerts-v2/${id}`;
  const variables = templateVariables(alert, { ...outcome, state: "TRIGGERED" }, url);
  return { notification: renderNotification(alert, variables) };
}
