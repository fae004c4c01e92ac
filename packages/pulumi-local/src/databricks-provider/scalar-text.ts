import type { PropertyValue } from "../values/property-value";

/** A text, number or flag as a text; "" for nothing. */
export function scalarText(value: PropertyValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
