import { useEffect, useRef } from "preact/hooks";

interface SearchBoxProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** A search box; the key `/` goes there from anywhere on the page. */
export function SearchBox({ label, text, onText }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);
  return (
    <input
      class="search"
      ref={box}
      type="search"
      aria-label={label}
      placeholder={`${label}  /`}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
    />
  );
}

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
