import type { ComponentChildren } from "preact";
import type { AlertSummary } from "../../alert-summary";

/** What somebody on call wants to know first, as a sentence. */
export function Headline({ alerts }: { readonly alerts: readonly AlertSummary[] }) {
  const count = (state: AlertSummary["state"]) => alerts.filter((alert) => alert.state === state).length;
  const [triggered, errors, unknown] = [count("TRIGGERED"), count("ERROR"), count("UNKNOWN")];
  const paused = alerts.filter(({ isPaused }) => isPaused).length;
  const rest = [
    `${alerts.length} ${alerts.length === 1 ? "alert" : "alerts"}`,
    `${count("OK")} OK`,
    ...(unknown > 0 ? [`${unknown} not evaluated yet`] : []),
    ...(paused > 0 ? [`${paused} paused`] : []),
  ];
  return (
    <div class="headline">
      <h1>
        {triggered > 0 && <em class="is-triggered">{triggered} triggered</em>}
        {triggered > 0 && errors > 0 && ", "}
        {errors > 0 && <em class="is-error">{errors} in error</em>}
        {triggered + errors === 0 && calmWords(alerts.length, unknown)}
        {triggered + errors > 0 && "."}
      </h1>
      {alerts.length > 0 && <p>{rest.join(" · ")}</p>}
    </div>
  );
}

function calmWords(all: number, unknown: number): string {
  if (all === 0) return "Nothing to watch yet.";
  if (unknown === all) return "Nothing evaluated yet.";
  return "All quiet.";
}

/** Nothing is here: why, and what to do. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <p>{children}</p>
    </div>
  );
}

/** What went wrong, in the workspace's words. */
export function FaultNote({ fault }: { readonly fault: string | undefined }) {
  if (fault === undefined) return null;
  return (
    <p class="fault" role="alert">
      {fault}
    </p>
  );
}
