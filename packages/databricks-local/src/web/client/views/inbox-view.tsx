import type { NewestNotifications } from "../../notifications";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { Moment } from "../parts/moment";
import { NotificationFrame } from "../parts/notification-frame";
import { EmptyState, FaultNote } from "../parts/page-notes";
import { linkTo } from "../route";

/** What alerts told their subscribers. */
export function InboxView({ selected }: { readonly selected: string | undefined }) {
  const { answer, fault } = useLive<NewestNotifications>("/_local/inbox/newest");
  useTitle("Inbox");
  const newest = answer?.notifications ?? [];
  const shown = newest.find(({ id }) => id === selected) ?? newest[0];
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
                    <Moment at={notification.at} /> · {notification.recipients.join(", ")}
                  </small>
                </a>
              </li>
            ))}
          </ol>
          <section aria-label="Notification">
            <p class="quiet">
              From{" "}
              {shown.alert_id === undefined ? (
                shown.display_name
              ) : (
                <a href={linkTo("alerts", shown.alert_id)}>{shown.display_name}</a>
              )}{" "}
              to {shown.recipients.join(", ")}, <Moment at={shown.at} />
            </p>
            <NotificationFrame key={shown.id} {...shown} templateError={shown.template_error} />
          </section>
        </div>
      )}
    </>
  );
}
