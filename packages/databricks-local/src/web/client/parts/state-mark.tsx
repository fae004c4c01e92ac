import type { Overview } from "../../alert-summary";
import { axisTicks } from "./chart-points";
import { duration } from "./short-text";

const STATES = ["TRIGGERED", "ERROR", "UNKNOWN", "OK"] as const;
export type State = (typeof STATES)[number];

/** The states, those that want a person first. */
export const STATES_BY_GRAVITY: readonly State[] = STATES;

/** A state by word, shape and colour; never by colour alone. */
export function StateMark({ state }: { readonly state: State }) {
  return (
    <span class={`state state-${state.toLowerCase()}`}>
      <StateShape state={state} />
      {state}
    </span>
  );
}

function StateShape({ state }: { readonly state: State }) {
  return (
    <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
      {state === "TRIGGERED" && <circle class="fill" cx="8" cy="8" r="6.5" />}
      {state === "ERROR" && <path class="fill" d="M8 1.2 15.4 14.6H.6Z" />}
      {state === "UNKNOWN" && <circle class="line dashed" cx="8" cy="8" r="5.8" />}
      {state === "OK" && <path class="line" d="m2.2 8.6 3.9 3.9 7.7-8.6" />}
    </svg>
  );
}

type Bands = Overview["alerts"][number]["bands"];

interface StateBandProps {
  readonly bands: Bands;
  readonly slots: number;
  readonly hours: number;
}

/** An alert's last hours on a line: calm where it was OK, a block where it was not. */
export function StateTimeline({ bands, slots, hours }: StateBandProps) {
  const percent = (slot: number) => `${((slot / slots) * 100).toFixed(2)}%`;
  return (
    <div class="band" role="img" aria-label={bandInWords({ bands, slots, hours })}>
      {bands.map(({ from, to, state }) => (
        <span
          key={from}
          class={`stretch stretch-${state.toLowerCase()}`}
          style={{ left: percent(from), width: percent(to - from) }}
        />
      ))}
    </div>
  );
}

/** `Last 24 h: TRIGGERED 2 h, OK 22 h`. */
function bandInWords({ bands, slots, hours }: StateBandProps): string {
  const lengths = new Map<string, number>();
  for (const { from, to, state } of bands) lengths.set(state, (lengths.get(state) ?? 0) + to - from);
  const slotSeconds = (hours * 3600) / slots;
  const parts = [...lengths].map(([state, length]) => `${state} ${duration(length * slotSeconds)}`);
  const window = hours < 48 ? `${hours} h` : `${hours / 24} days`;
  return `Last ${window}: ${parts.length === 0 ? "no evaluation" : parts.join(", ")}`;
}

/** The hours or days above the bands. */
export function TimeAxis({ from, until }: { readonly from: string; readonly until: string }) {
  return (
    <span class="axis" aria-hidden="true">
      {axisTicks(new Date(from), new Date(until)).map(({ share, label }) => (
        <span key={share} class="tick" style={{ left: `${(share * 100).toFixed(2)}%` }}>
          {label}
        </span>
      ))}
    </span>
  );
}
