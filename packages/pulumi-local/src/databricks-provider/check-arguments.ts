import { isMap, type PropertyMap, type PropertyValue, UNKNOWN } from "../values/property-value";
import { elementKind, type Field, type Fields, type Kind } from "./field";
import { nearestName } from "./nearest-name";
import type { Failure, ResourceType } from "./resource-type";
import { scalarText } from "./scalar-text";

/** All that is wrong with a resource's arguments as such. What is not known yet passes. */
export function checkArguments(type: ResourceType, inputs: PropertyMap): Failure[] {
  const failures = ofFields(type.fields, "", inputs, type);
  return failures.length > 0 ? failures : (type.check?.(inputs) ?? []);
}

function ofFields(fields: Fields, prefix: string, values: PropertyMap, type: ResourceType): Failure[] {
  const unknown = Object.keys(values)
    .filter((name) => !isArgument(fields[name]))
    .map((name) => ({ property: join(prefix, name), reason: unknownArgument(fields, prefix, name, type) }));
  const known = Object.entries(fields).flatMap(([name, field]) => {
    if (!isArgument(field)) return [];
    const value = values[name];
    const property = join(prefix, name);
    if (value === undefined || value === null)
      return field.required ? [{ property, reason: "is required, and missing" }] : [];
    return ofValue(field, property, value, type);
  });
  return [...unknown, ...known];
}

function ofValue(field: Field, property: string, value: PropertyValue, type: ResourceType): Failure[] {
  if (value === UNKNOWN) return [];
  if (field.required && value === "") return [{ property, reason: "must not be empty" }];
  const failures = ofKind(field.kind, property, value, type);
  if (failures.length > 0 || !field.values || field.values.includes(scalarText(value))) return failures;
  return [{ property, reason: `${JSON.stringify(value)} is not one of ${field.values.join(", ")}` }];
}

function ofKind(kind: Kind, property: string, value: PropertyValue, type: ResourceType): Failure[] {
  if (value === UNKNOWN) return [];
  const wrong = (wanted: string) => [{ property, reason: `${shown(value)} is not ${wanted}` }];
  if (kind === "string") return typeof value === "object" ? wrong("a text") : [];
  if (kind === "number") return isNumber(value) ? [] : wrong("a number");
  if (kind === "boolean") return isFlag(value) ? [] : wrong("true or false");
  if ("object" in kind)
    return isMap(value) ? ofFields(kind.object, property, value, type) : wrong("an object");
  if ("map" in kind) return isMap(value) ? [] : wrong("an object");
  const element = elementKind(kind);
  if (!element || !Array.isArray(value)) return wrong("a list");
  return value.flatMap((member, index) => ofKind(element, `${property}[${index}]`, member, type));
}

function unknownArgument(fields: Fields, prefix: string, name: string, type: ResourceType): string {
  if (prefix === "" && type.unsupported?.includes(name))
    return "is not supported by the local engine: use the Pulumi CLI";
  const names = Object.keys(fields).filter((known) => isArgument(fields[known]));
  const owner = prefix === "" ? type.token : `${prefix} of ${type.token}`;
  const nearest = nearestName(name, names);
  return `is no argument of ${owner} that the local engine knows${nearest ? `; did you mean ${nearest}?` : `: ${names.join(", ")}`}`;
}

function isArgument(field: Field | undefined): boolean {
  return field !== undefined && field.output === undefined;
}

function isNumber(value: PropertyValue): boolean {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
}

function isFlag(value: PropertyValue): boolean {
  return typeof value === "boolean" || value === "true" || value === "false";
}

function shown(value: PropertyValue): string {
  return typeof value === "object" ? (Array.isArray(value) ? "a list" : "an object") : JSON.stringify(value);
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}
