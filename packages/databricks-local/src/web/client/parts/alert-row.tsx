import type { Overview } from "../../alert-summary";
import type { AlertNote } from "../../alert-notes";
import { linkTo } from "../route";
import { Moment } from "./moment";
import { shortNumber } from "./short-text";
import { NoteList } from "./note-list";
import { Sparkline } from "./sparkline";
import { StateTimeline, StateMark } from "./state-mark";

interface AlertRowProps {
  readonly alert: Overview["alerts"][number];
  readonly slots: number;
  readonly hours: number;
  readonly notes: readonly AlertNote[];
}

/** An alert in one line; on a phone, a card. */
export function AlertRow({ alert, slots, hours, notes }: AlertRowProps) {
  const { id, name, state, condition, isPaused, schedule, zone, nextRun, folder, owner } = alert;
  return (
    <div class="alert" role="row" data-state={state}>
      <span role="cell" class="cell-state">
        <StateMark state={state} />
        {alert.since !== null && (
          <small>
            since <Moment at={alert.since} />
          </small>
        )}
      </span>
      <span role="cell" class="cell-name">
        <a href={linkTo("alerts", id)}>{name}</a>
        <small class="condition">{condition}</small>
        {alert.comment !== null && <small class="comment">{alert.comment}</small>}
        <NoteList notes={notes} />
        {state === "ERROR" && alert.error !== null && (
          <small class="why" title={alert.error}>
            {alert.error}
          </small>
        )}
        <small class="place">
          {folder} · {owner}
        </small>
      </span>
      <span role="cell" class="cell-band">
        <StateTimeline bands={alert.bands} slots={slots} hours={hours} />
      </span>
      <span role="cell" class="cell-value">
        <Sparkline values={alert.values} threshold={alert.threshold} state={state} />
        <span class="value" title={alert.value ?? undefined}>
          {alert.value === null ? "–" : shortNumber(alert.value)}
        </span>
      </span>
      <span role="cell" class="cell-next">
        {isPaused ? (
          <span class="paused">Paused</span>
        ) : (
          <span>{nextRun === null ? "never" : <Moment at={nextRun} as="relative" />}</span>
        )}
        <small>
          {schedule}, {zone}
        </small>
      </span>
    </div>
  );
}
