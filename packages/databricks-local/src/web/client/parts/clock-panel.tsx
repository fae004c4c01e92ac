import { useContext, useRef, useState } from "preact/hooks";
import { call } from "../api";
import { ConnectionContext } from "../live";

const HOUR_S = 3600;
const STEPS = [
  ["1 hour", HOUR_S],
  ["6 hours", 6 * HOUR_S],
  ["1 day", 24 * HOUR_S],
  ["1 week", 7 * 24 * HOUR_S],
] as const;

interface Moved {
  readonly evaluated: number;
  readonly skipped: number;
}

const shown = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** The workspace's time, and a way to move it. */
export function ClockPanel() {
  const { pulse, refresh } = useContext(ConnectionContext);
  const [message, setMessage] = useState("");
  const panel = useRef<HTMLDetailsElement>(null);
  const move = async (change: { now: string } | { advanceSeconds: number }) => {
    setMessage("Moving …");
    try {
      const { evaluated, skipped } = await call<Moved>("POST", "/_local/clock", change);
      setMessage(`${evaluated} evaluated on the way${skipped === 0 ? "" : `, ${skipped} skipped`}.`);
    } catch (error) {
      setMessage(error instanceof Error ? error.message : String(error));
    }
    refresh();
  };
  return (
    <details
      class="clock"
      ref={panel}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || panel.current?.open !== true) return;
        panel.current.open = false;
        panel.current.querySelector("summary")?.focus();
      }}
    >
      <summary>
        <span class="visually-hidden">The workspace's clock, </span>
        <span class="clock-time">{pulse === undefined ? "…" : shown.format(new Date(pulse.now))}</span>
        <span class="clock-kind">
          {pulse?.scheduled === true ? "schedules run" : "schedules stand still"}
        </span>
      </summary>
      <div class="sheet">
        <p>Moving forward evaluates everything that is due on the way.</p>
        <div class="row">
          {STEPS.map(([title, seconds]) => (
            <button key={title} type="button" onClick={() => void move({ advanceSeconds: seconds })}>
              + {title}
            </button>
          ))}
        </div>
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            const to = new FormData(event.currentTarget).get("to");
            if (typeof to === "string" && to !== "") void move({ now: new Date(to).toISOString() });
          }}
        >
          <label for="clock-to">Move to</label>
          <input id="clock-to" name="to" type="datetime-local" required />
          <button type="submit">Move</button>
        </form>
        <p role="status">{message}</p>
      </div>
    </details>
  );
}
