import { axisTicks } from "./axis-ticks";

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
