import { isMap, type PropertyMap, type PropertyValue, UNKNOWN } from "../values/property-value";
import { elementKind, type Field, type Fields, isZero } from "./field";

/**
 * What the resource is to be: what the program says, and where it says nothing or nothing new, what the service has said
 * before, if that stands. This is also what an update sends.
 */
export function plannedValues(fields: Fields, inputs: PropertyMap, olds: PropertyMap): PropertyMap {
  const planned = objectValues(fields, inputs, olds);
  const unchanged = Object.entries(fields).flatMap(([name, { isSame }]): [string, PropertyValue][] => {
    const [old, next] = [olds[name], planned[name]];
    if (!isSame || old === undefined || next === undefined || next === UNKNOWN) return [];
    return isSame(old, next, planned, olds) ? [[name, old]] : [];
  });
  return { ...planned, ...Object.fromEntries(unchanged) };
}

function objectValues(fields: Fields, inputs: PropertyMap, olds: PropertyMap): PropertyMap {
  const planned: PropertyMap = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = plannedValue(field, inputs[name], olds[name]);
    if (value !== undefined) planned[name] = value;
  }
  return planned;
}

function plannedValue(
  field: Field,
  input: PropertyValue | undefined,
  old: PropertyValue | undefined,
): PropertyValue | undefined {
  if (field.output) return field.output === "echoed" ? old : undefined;
  if (input === undefined || input === null)
    return field.keeps === true || (field.keeps && field.keeps === old) ? old : field.default;
  const { kind } = field;
  if (typeof kind !== "object") return input;
  if ("object" in kind) return isMap(input) ? objectValues(kind.object, input, mapOf(old)) : input;
  if (field.keeps && isZero(input)) return old;
  const element = elementKind(kind);
  if (!("list" in kind) || !element || typeof element !== "object" || !("object" in element)) return input;
  if (!Array.isArray(input)) return input;
  // By their places in the list, as the provider does it.
  return input.map((member, index) =>
    isMap(member)
      ? objectValues(element.object, member, mapOf(Array.isArray(old) ? old[index] : undefined))
      : member,
  );
}

function mapOf(value: PropertyValue | undefined): PropertyMap {
  return isMap(value) ? value : {};
}

/**
 * What is known after the service was read. Of what the program never said, only what the service computes is taken over
 * (terraform-provider-databricks: StructToData in common/reflect_resource.go), and what it leaves out stays; `isNew`:
 * nothing is known yet, so that all of it is taken over.
 */
export function readValues(
  fields: Fields,
  known: PropertyMap,
  read: PropertyMap,
  isNew: boolean,
): PropertyMap {
  const values: PropertyMap = { ...known };
  for (const [name, field] of Object.entries(fields)) {
    // What no service says is taken to be what it is by default.
    if (field.local && field.default !== undefined) values[name] ??= field.default;
    const value = read[name];
    if (value === undefined) continue;
    if (!field.output && !saysSomething(field, value)) continue;
    const isDefault =
      !isNew && !field.output && !field.keeps && typeof value !== "boolean" && isZero(known[name]);
    if (!isDefault) values[name] = value;
  }
  return values;
}

/** A text, list or map that is empty says nothing; an object says something by being there. */
function saysSomething({ kind }: Field, value: PropertyValue): boolean {
  if (typeof kind === "object" && "object" in kind) return true;
  return typeof value === "boolean" || typeof value === "number" || !isZero(value);
}
