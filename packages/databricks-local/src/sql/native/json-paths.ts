import { SqlError } from "../sql-engine";
import { type JsonValue, jsonText } from "./json-value";

/** A step of a path: into a field, an element or all elements. */
export type JsonStep =
  | { readonly kind: "place"; readonly isAll: true }
  | { readonly kind: "key"; readonly name: string; readonly ignoresCase?: true }
  | { readonly kind: "place"; readonly isAll: false; readonly index: number };

const STEP = /\.\*|\['\*'\]|\.([^.[]+)|\['([^'?]+)'\]|\[\s*(\d+|\*)\s*\]/y;
const PATHS = new Map<string, readonly JsonStep[] | null>();

/** Null: it is no path. */
function stepsOf(path: string): readonly JsonStep[] | null {
  const known = PATHS.get(path);
  if (known !== undefined) return known;
  const steps = readSteps(path);
  if (PATHS.size > 500) PATHS.clear();
  PATHS.set(path, steps);
  return steps;
}

function readSteps(path: string): readonly JsonStep[] | null {
  if (!path.startsWith("$")) return null;
  const steps: JsonStep[] = [];
  for (let at = 1; at < path.length;) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (!match) return null;
    const [written, plain, quoted, place] = match;
    const name = plain ?? quoted;
    at += written.length;
    if (name !== undefined) steps.push({ kind: "key", name });
    // Databricks reads `.*`, and finds nothing there.
    else if (place === undefined) return null;
    else if (place === "*") steps.push({ kind: "place", isAll: true });
    else steps.push({ kind: "place", isAll: false, index: Number(place) });
  }
  return steps;
}

/** How a text is written that is found: bare, in quotes, or with the elements of arrays on their own. */
type Style = "raw" | "quoted" | "flat";

/**
 * What a path finds, or NULL.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/get_json_object
 */
export function atPath(value: JsonValue, path: string): string | null {
  const steps = stepsOf(path);
  return steps && foundAt(value, steps);
}

export function foundAt(value: JsonValue, steps: readonly JsonStep[]): string | null {
  const found = evaluated(value, steps, "raw");
  return found.length === 0 ? null : found.join(",");
}

/** What is found, each piece as text; nothing is found where it is empty. */
function evaluated(value: JsonValue, steps: readonly JsonStep[], style: Style): string[] {
  const [step, ...rest] = steps;
  if (!step) {
    if (value.kind === "string" && style === "raw") return [value.text];
    if (value.kind === "array" && style === "flat")
      return value.items.flatMap((item) => evaluated(item, [], style));
    return [jsonText(value)];
  }
  if (value.kind === "object" && step.kind === "key") return ofFields(value.fields, step, rest, style);
  if (value.kind !== "array" || step.kind !== "place") return [];
  if (step.isAll) return ofElements(value.items, rest, style);
  const item = value.items[step.index];
  const next = rest[0];
  const isWild = next?.kind === "place" && next.isAll;
  return item ? evaluated(item, rest, isWild ? "quoted" : style) : [];
}

/** The first field in which something is found. */
function ofFields(
  fields: readonly (readonly [string, JsonValue])[],
  step: Extract<JsonStep, { kind: "key" }>,
  rest: readonly JsonStep[],
  style: Style,
): string[] {
  const isMeant = fitting(fields, step);
  for (const [name, field] of fields) {
    if (!isMeant(name) || field.kind === "null") continue;
    const found = evaluated(field, rest, style);
    if (found.length > 0) return found;
  }
  return [];
}

/** Where case makes no difference, the one field of the name. */
function fitting(
  fields: readonly (readonly [string, JsonValue])[],
  { name, ignoresCase }: Extract<JsonStep, { kind: "key" }>,
): (own: string) => boolean {
  if (ignoresCase !== true) return (own) => own === name;
  const wanted = name.toLowerCase();
  const isMeant = (own: string) => own.toLowerCase() === wanted;
  const names = new Set(fields.map(([own]) => own).filter(isMeant));
  if (names.size > 1) throw ambiguousField(name, names.size);
  return isMeant;
}

function ambiguousField(name: string, count: number): SqlError {
  return new SqlError(
    "AMBIGUOUS_REFERENCE_TO_FIELDS",
    "42000",
    `Ambiguous reference to the field \`${name}\`. It appears ${count} times in the schema. Use ['${name}'] for the one of exactly this name.`,
  );
}

/** An array of what is found, or that alone where it is one. */
function ofElements(items: readonly JsonValue[], rest: readonly JsonStep[], style: Style): string[] {
  const next = rest[0];
  if (next?.kind === "place" && next.isAll) {
    const found = items.flatMap((item) => evaluated(item, rest.slice(1), "flat"));
    return found.length === 0 ? [] : [`[${found.join(",")}]`];
  }
  const pieces = items.map((item) => evaluated(item, rest, style === "raw" ? "quoted" : style));
  const hits = pieces.filter((piece) => piece.length > 0).length;
  if (hits === 0) return [];
  const all = pieces.flat();
  return style !== "quoted" && hits === 1 ? [all.join(",")] : [`[${all.join(",")}]`];
}
