import { isMap, type PropertyMap, type PropertyValue } from "../values/property-value";
import { elementKind, type Fields, isZero, jsonName, type Kind } from "./field";

/** The API's JSON of what is known of a resource; as the provider does it, without what is empty, 0 or false. */
export function jsonOf(fields: Fields, values: PropertyMap): PropertyMap {
  const json: PropertyMap = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name];
    if (field.local || field.output === true || value === undefined || value === null) continue;
    const isBlock = isMap(value) && !isText(field.kind);
    if (!field.forced && !isBlock && isZero(value)) continue;
    json[jsonName(name, field)] = encode(field.kind, value);
  }
  return json;
}

/** A map of texts, which is nothing when it is empty; an object says something by being there. */
function isText(kind: Kind): boolean {
  return typeof kind === "object" && "map" in kind;
}

function encode(kind: Kind, value: PropertyValue): PropertyValue {
  if (kind === "number") return Number(value);
  if (kind === "boolean") return value === true || value === "true";
  if (kind === "string") return scalarText(value);
  if ("object" in kind) return isMap(value) ? jsonOf(kind.object, value) : {};
  const element = elementKind(kind);
  if (element) return (Array.isArray(value) ? value : []).map((member) => encode(element, member));
  return isMap(value) ? mapTexts(value) : {};
}

function mapTexts(value: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, scalarText(member)]));
}

/** What the API's JSON says of a resource, by the names that the program uses. */
export function valuesOf(fields: Fields, json: PropertyMap): PropertyMap {
  const values: PropertyMap = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = json[jsonName(name, field)];
    if (field.local || value === undefined || value === null) continue;
    values[name] = decode(field.kind, value);
  }
  return values;
}

function decode(kind: Kind, value: PropertyValue): PropertyValue {
  if (kind === "string") return scalarText(value);
  if (typeof kind === "string") return value;
  if ("object" in kind) return isMap(value) ? valuesOf(kind.object, value) : {};
  const element = elementKind(kind);
  if (element) return (Array.isArray(value) ? value : []).map((member) => decode(element, member));
  return value;
}

/** A text, number or flag as a text; "" for nothing. */
export function scalarText(value: PropertyValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
