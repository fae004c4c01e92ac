import { shownValue } from "../../messages/words";

/** A field's value for people: `7.5` for a threshold, the words of a list, else as JSON. */
export function fieldValueWords(value: unknown): string {
  if (value === undefined) return "not set";
  if (Array.isArray(value)) return value.length === 0 ? "nobody" : value.map(fieldValueWords).join(", ");
  const only = onlyPart(value);
  return only === undefined ? shownValue(value) : fieldValueWords(only);
}

/** What an object of one property holds: `{ value: { doubleValue: 7.5 } }` says 7.5. */
function onlyPart(value: unknown): unknown {
  const parts: unknown[] = typeof value === "object" && value !== null ? Object.values(value) : [];
  return parts.length === 1 ? parts[0] : undefined;
}
