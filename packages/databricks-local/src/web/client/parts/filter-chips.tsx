interface FilterChipsProps<Name extends string> {
  readonly label: string;
  readonly chips: readonly { readonly name: Name; readonly title: string; readonly count?: number }[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
}

/** One of a few, as buttons that stay pressed. */
export function FilterChips<Name extends string>({ label, chips, chosen, onChoose }: FilterChipsProps<Name>) {
  return (
    <div class="chips" role="group" aria-label={label}>
      {chips.map(({ name, title, count }) => (
        <button
          key={name}
          type="button"
          class={`chip chip-${name.toLowerCase()}`}
          aria-pressed={name === chosen}
          onClick={() => onChoose(name)}
        >
          {title}
          {count !== undefined && <span class="count">{count}</span>}
        </button>
      ))}
    </div>
  );
}
