import { isMap, type PropertyMap, type PropertyValue, UNKNOWN } from "../values/property-value";
import { elementKind, type Fields, isZero, type Kind } from "./field";
import { scalarText } from "./json";

export interface ChangedArgument {
  path: string;
  /** Whether it means another resource. */
  replaces: boolean;
}

/** What differs between what is known of a resource, or of an object inside it, and what is planned for it. */
export function changedArguments(
  fields: Fields,
  olds: PropertyMap,
  planned: PropertyMap,
  prefix = "",
): ChangedArgument[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const [old = null, next = null] = [olds[name], planned[name]];
    if (field.output || isSame(field.kind, old, next)) return [];
    const path = prefix === "" ? name : `${prefix}.${name}`;
    return changesInside(field.kind, path, old, next) ?? [{ path, replaces: field.replaces ?? false }];
  });
}

/** Undefined where only the value as a whole can be said to differ. */
function changesInside(
  kind: Kind,
  path: string,
  old: PropertyValue,
  next: PropertyValue,
): ChangedArgument[] | undefined {
  if (typeof kind !== "object") return undefined;
  if ("object" in kind)
    return isMap(old) && isMap(next) ? changedArguments(kind.object, old, next, path) : undefined;
  if (!("list" in kind) || !Array.isArray(old) || !Array.isArray(next)) return undefined;
  const length = Math.max(old.length, next.length);
  return Array.from({ length }, (_, index) => {
    const [before = null, after = null] = [old[index], next[index]];
    if (isSame(kind.list, before, after)) return [];
    const place = `${path}[${index}]`;
    return changesInside(kind.list, place, before, after) ?? [{ path: place, replaces: false }];
  }).flat();
}

/** Whether two values mean the same to the provider; what is not known yet is another value. */
export function isSame(kind: Kind, old: PropertyValue, next: PropertyValue): boolean {
  if (next === UNKNOWN) return false;
  if (isZero(old) && isZero(next)) return true;
  if (typeof kind === "string") return scalar(old) === scalar(next);
  if ("object" in kind) {
    if (!isMap(old) || !isMap(next)) return false;
    return Object.entries(kind.object).every(
      ([name, field]) =>
        field.output !== undefined || isSame(field.kind, old[name] ?? null, next[name] ?? null),
    );
  }
  if ("map" in kind) return isMap(old) && isMap(next) && sorted(old) === sorted(next);
  const element = elementKind(kind);
  if (!element || !Array.isArray(old) || !Array.isArray(next) || old.length !== next.length) return false;
  if ("list" in kind) return old.every((member, index) => isSame(element, member, next[index] ?? null));
  return old.every((member) => next.some((other) => isSame(element, member, other)));
}

function scalar(value: PropertyValue): string {
  return isZero(value) ? "" : scalarText(value);
}

function sorted(map: PropertyMap): string {
  const entries = Object.entries(map).map(([key, value]) => [key, scalarText(value)]);
  return JSON.stringify(entries.sort());
}
