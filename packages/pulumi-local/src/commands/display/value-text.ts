import { hasSignature, isInternal, isMap, type PropertyValue, UNKNOWN } from "../../values/property-value";
import { isSecret } from "../../values/secrets";

/** A value as a person reads it: JSON, with `[secret]`, `[unknown]` and resources by their id. */
export function valueText(value: PropertyValue): string {
  return JSON.stringify(shown(value)).replaceAll(`"${SECRET}"`, SECRET).replaceAll(`"${LATER}"`, LATER);
}

const SECRET = "[secret]";
const LATER = "[unknown]";

/** The value without what nobody may or wants to see. */
export function shown(value: PropertyValue): PropertyValue {
  if (value === UNKNOWN) return LATER;
  if (isSecret(value)) return SECRET;
  if (hasSignature(value, "resource")) return value["id"] ?? value["urn"] ?? null;
  if (Array.isArray(value)) return value.map(shown);
  if (!isMap(value)) return value;
  const members = Object.entries(value).filter(([key]) => !isInternal(key));
  return Object.fromEntries(members.map(([key, member]) => [key, shown(member)]));
}
