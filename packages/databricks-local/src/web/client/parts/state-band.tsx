import type { Overview } from "../../overview";
import { duration } from "./time-text";

type Bands = Overview["alerts"][number]["bands"];

interface StateBandProps {
  readonly bands: Bands;
  readonly slots: number;
  readonly hours: number;
}

/** An alert's last hours on a line: calm where it was OK, a block where it was not. */
export function StateBand({ bands, slots, hours }: StateBandProps) {
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
export function bandInWords({ bands, slots, hours }: StateBandProps): string {
  const lengths = new Map<string, number>();
  for (const { from, to, state } of bands) lengths.set(state, (lengths.get(state) ?? 0) + to - from);
  const slotSeconds = (hours * 3600) / slots;
  const parts = [...lengths].map(([state, length]) => `${state} ${duration(length * slotSeconds)}`);
  const window = hours < 48 ? `${hours} h` : `${hours / 24} days`;
  return `Last ${window}: ${parts.length === 0 ? "no evaluation" : parts.join(", ")}`;
}
