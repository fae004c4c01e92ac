const MAX_SHOWN_LENGTH = 200;

/** A value for a message: quoted, on one line, control characters made visible, at most 200 characters. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) {
    return "NULL";
  }
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") {
    return String(value);
  }
  return typeof value === "string" ? `"${shownText(value)}"` : shownText(toJson(value));
}

/** The same without quotes. */
export function shownText(text: string): string {
  return shownUpTo(text, MAX_SHOWN_LENGTH);
}

/** The same of another length. */
export function shownUpTo(text: string, maxLength: number): string {
  const visible = visibleText(text);
  return visible.length > maxLength ? `${visible.slice(0, maxLength - 1)}…` : visible;
}

/** The same, uncut: for a terminal, which would obey control characters. */
export function visibleText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escaped);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, "0");
  return SHORT_ESCAPES[character] ?? `\\u${code}`;
}

function toJson(value: unknown): string {
  const plain: unknown = value instanceof Map ? Object.fromEntries(value) : value;
  return (
    JSON.stringify(plain, (_key, part: unknown) => (typeof part === "bigint" ? String(part) : part)) ?? "?"
  );
}
