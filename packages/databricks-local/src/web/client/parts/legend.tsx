import type { Series } from "./chart-series";

/** Which colour is what; nothing where there is but one. */
export function Legend({ series }: { readonly series: readonly Series[] }) {
  if (series.length < 2) return null;
  return (
    <ul class="legend" aria-hidden="true">
      {series.map(({ name, tone }) => (
        <li key={name}>
          <i class={`tone-${tone}`} />
          {name}
        </li>
      ))}
    </ul>
  );
}
