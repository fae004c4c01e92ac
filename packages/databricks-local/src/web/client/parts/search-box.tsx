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
