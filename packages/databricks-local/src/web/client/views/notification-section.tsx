import { useState } from "preact/hooks";
import type { AlertDetails } from "../../alert-summary";
import type { NotificationPreview } from "../../notifications";
import { useOnce } from "../live";
import { FilterChips } from "../parts/list-filters";
import { Moment } from "../parts/moment";
import { NotificationFrame } from "../parts/notification-frame";
import { FaultNote } from "../parts/page-notes";

const CHOICES = [
  { name: "last", title: "The last one" },
  { name: "next", title: "If it triggered now" },
] as const;

/** What subscribers read: the last time, or with what the query says now. */
export function NotificationSection({ alert }: { readonly alert: AlertDetails }) {
  const last = alert.lastNotification;
  const [choice, setChoice] = useState<"last" | "next">("last");
  return (
    <section aria-labelledby="notification-title">
      <h2 id="notification-title">Notification</h2>
      {last !== null && (
        <FilterChips label="Which one" chips={CHOICES} chosen={choice} onChoose={setChoice} />
      )}
      {last !== null && choice === "last" ? (
        <>
          <p class="quiet">
            Sent <Moment at={last.at} />, as {last.status}.
          </p>
          <NotificationFrame {...last} templateError={last.template_error} />
        </>
      ) : (
        <PreviewedNotification id={alert.id} hasLast={last !== null} />
      )}
    </section>
  );
}

function PreviewedNotification({ id, hasLast }: { readonly id: string; readonly hasLast: boolean }) {
  const { answer, fault } = useOnce<NotificationPreview>(
    `/_local/alerts/${encodeURIComponent(id)}/notification`,
  );
  return (
    <>
      <p class="quiet">
        {hasLast ? "" : "None was sent yet. "}If it triggered now, with what the query says, subscribers would
        read:
      </p>
      <FaultNote fault={fault ?? answer?.error} />
      {answer?.notification && (
        <NotificationFrame {...answer.notification} templateError={answer.notification.template_error} />
      )}
    </>
  );
}
