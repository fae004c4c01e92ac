import { randomBytes } from "node:crypto";
import { isInternal, isMap, type PropertyMap, type PropertyValue, UNKNOWN } from "../values/property-value";
import { elementKind, type Field, type Fields, type Kind } from "./field";
import { scalarText } from "./json";
import type { Failure, ResourceType } from "./resource-type";

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

/** Of the names that there are, the one that was probably meant; undefined if none is near. */
function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const ranked = names
    .map((known) => ({ known, distance: distanceOf(wanted, known.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [nearest] = ranked;
  return nearest && nearest.distance <= Math.max(2, Math.floor(name.length / 3)) ? nearest.known : undefined;
}

/** Levenshtein's: how many letters are to be put in, taken out or exchanged. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const exchanged = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Where Pulumi's bridge to Terraform providers keeps which inputs the program did not give. */
const DEFAULTS_KEY = "__defaults";

/**
 * The inputs with the provider's defaults, as the bridge writes them into the state. A name that was made once stays
 * (pulumi-terraform-bridge: applyDefaults in pkg/tfbridge/schema.go).
 */
export function withDefaults(
  type: ResourceType,
  resourceName: string,
  olds: PropertyMap,
  news: PropertyMap,
): PropertyMap {
  const inputs: PropertyMap = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null));
  const added: string[] = [];
  const add = (name: string, value: PropertyValue) => {
    if (name in inputs) return;
    inputs[name] = value;
    added.push(name);
  };
  if (type.namesItself) {
    const old = isDefault(olds, "name") ? olds["name"] : undefined;
    add("name", old ?? `${resourceName}-${randomBytes(4).toString("hex").slice(0, 7)}`);
  }
  for (const [name, field] of Object.entries(type.fields))
    if (field.default !== undefined && !field.output) add(name, field.default);
  return { ...inputs, [DEFAULTS_KEY]: added.sort() };
}

/** The properties without what is the bridge's own. */
export function argumentsOf(properties: PropertyMap): PropertyMap {
  const own = Object.entries(properties).filter(([key]) => !isInternal(key));
  return Object.fromEntries(own.map(([key, value]) => [key, withoutMarks(value)]));
}

/** The bridge has its marks in objects inside, too; anything else there is the program's. */
function withoutMarks(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (!isMap(value)) return value;
  const members = Object.entries(value).filter(([key]) => key !== DEFAULTS_KEY);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutMarks(member)]));
}

export function isDefault(inputs: PropertyMap, name: string): boolean {
  const defaults = inputs[DEFAULTS_KEY];
  return Array.isArray(defaults) && defaults.includes(name);
}
