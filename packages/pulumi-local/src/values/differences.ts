import { isInternal, isMap, parsePath, type PropertyMap, type PropertyValue } from "./property-value";
import { isSecret, reveal } from "./secrets";

export type DifferenceKind = "add" | "update" | "delete";

/** One property that differs; `path` is written as in Pulumi: `schedule.cron`, `tags["a b"]`, `rows[3]`. */
export interface Difference {
  path: string;
  kind: DifferenceKind;
  before?: PropertyValue;
  after?: PropertyValue;
}

/** What differs, down to the single values. Never what is the provider's own, as its code; a secret as one value. */
export function differences(before: PropertyMap, after: PropertyMap): Difference[] {
  return ofMembers("", before, after).filter(({ path }) => !isInternal(path));
}

/** The same at one path only. */
export function differencesAt(path: string, before: PropertyMap, after: PropertyMap): Difference[] {
  const elements = parsePath(path) ?? [path];
  const valueIn = (map: PropertyMap) =>
    elements.reduce<PropertyValue | undefined>(
      (value, element) =>
        Array.isArray(value) ? value[Number(element)] : isMap(value) ? value[String(element)] : undefined,
      map,
    );
  return between(path, valueIn(before), valueIn(after));
}

/** The names of the top-level properties that differ, each with its kind. */
export function changedKeys(before: PropertyMap, after: PropertyMap): Difference[] {
  return keysOf(before, after)
    .filter((key) => !isInternal(key) && !isEqual(before[key], after[key]))
    .map((key) => difference(key, before[key], after[key]));
}

export function isEqual(before: PropertyValue | undefined, after: PropertyValue | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonical(reveal(before)) === canonical(reveal(after));
}

function ofMembers(prefix: string, before: PropertyMap, after: PropertyMap): Difference[] {
  return keysOf(before, after).flatMap((key) => between(join(prefix, key), before[key], after[key]));
}

function between(
  path: string,
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
): Difference[] {
  if (isEqual(before, after)) return [];
  if (isMap(before) && isMap(after) && !isSecret(before) && !isSecret(after))
    return ofMembers(path, before, after);
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => between(`${path}[${i}]`, before[i], after[i])).flat();
  }
  return [difference(path, before, after)];
}

function difference(
  path: string,
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
): Difference {
  const kind = before === undefined ? "add" : after === undefined ? "delete" : "update";
  return { path, kind, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function keysOf(before: PropertyMap, after: PropertyMap): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
}

function join(prefix: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${prefix}[${JSON.stringify(key)}]`;
  return prefix === "" ? key : `${prefix}.${key}`;
}

/** JSON with sorted keys: equal texts mean equal values. */
function canonical(value: PropertyValue): string {
  return JSON.stringify(value, (_, part: PropertyValue) =>
    isMap(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
