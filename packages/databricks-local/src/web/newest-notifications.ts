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
