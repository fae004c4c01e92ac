import type { InboxNotification } from "../../../evaluation/inbox";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { EmptyState } from "../parts/empty-state";
import { FaultNote } from "../parts/fault-note";
import { Moment } from "../parts/moment";
import { NotificationFrame } from "../parts/notification-frame";
import { linkTo } from "../route";

/** More than that nobody reads; the endpoint has all. */
const SHOWN = 300;

/** What alerts told their subscribers. */
export function InboxView({ selected }: { readonly selected: string | undefined }) {
  const { answer, fault } = useLive<{ notifications: InboxNotification[] }>("/_local/inbox");
  useTitle("Inbox");
  const all = answer?.notifications ?? [];
  const newest = all.toReversed().slice(0, SHOWN);
  const shown = all.find(({ id }) => id === selected) ?? newest[0];
  return (
    <>
      <div class="headline">
        <h1>Inbox</h1>
        <p>What alerts told their subscribers. Nothing leaves this workspace.</p>
      </div>
      <FaultNote fault={fault} />
      {answer !== undefined && shown === undefined && (
        <EmptyState title="No notification yet">
          An alert with subscribers that triggers puts one here. Move the clock past its next run, or evaluate
          one now.
        </EmptyState>
      )}
      {shown !== undefined && (
        <div class="two-panes">
          <ol class="letters" aria-label="Notifications">
            {newest.map((notification) => (
              <li key={notification.id}>
                <a
                  href={linkTo("inbox", notification.id)}
                  aria-current={notification.id === shown.id ? "true" : undefined}
                  data-state={notification.status}
                >
                  <span class="line">{notification.subject}</span>
                  <small>
                    <Moment at={notification.at} /> · {recipients(notification)}
                  </small>
                </a>
              </li>
            ))}
          </ol>
          <section aria-label="Notification">
            <p class="quiet">
              From <a href={linkTo("alerts", shown.alert_id)}>{shown.display_name}</a> to {recipients(shown)},{" "}
              <Moment at={shown.at} />
            </p>
            <NotificationFrame key={shown.id} {...shown} templateError={shown.template_error} />
          </section>
        </div>
      )}
    </>
  );
}

function recipients({ subscriptions }: InboxNotification): string {
  return subscriptions
    .map(({ user_email, destination_id }) =>
      typeof user_email === "string" ? user_email : `destination ${String(destination_id)}`,
    )
    .join(", ");
}
