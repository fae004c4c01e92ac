import { type JsonValue, jsonText } from "./json-value";

/** A step of a path: into a field, an element or all elements. */
type Step =
  | { readonly kind: "place"; readonly isAll: true }
  | { readonly kind: "key"; readonly name: string }
  | { readonly kind: "place"; readonly isAll: false; readonly index: number };

const STEP = /\.\*|\['\*'\]|\.([^.[]+)|\['([^'?]+)'\]|\[\s*(\d+|\*)\s*\]/y;
const PATHS = new Map<string, readonly Step[] | null>();

/** Null: it is no path. */
function stepsOf(path: string): readonly Step[] | null {
  const known = PATHS.get(path);
  if (known !== undefined) return known;
  const steps = readSteps(path);
  if (PATHS.size > 500) PATHS.clear();
  PATHS.set(path, steps);
  return steps;
}

function readSteps(path: string): readonly Step[] | null {
  if (!path.startsWith("$")) return null;
  const steps: Step[] = [];
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
  if (!steps) return null;
  const found = evaluated(value, steps, "raw");
  return found.length === 0 ? null : found.join(",");
}

/** What is found, each piece as text; nothing is found where it is empty. */
function evaluated(value: JsonValue, steps: readonly Step[], style: Style): string[] {
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
  step: Extract<Step, { kind: "key" }>,
  rest: readonly Step[],
  style: Style,
): string[] {
  for (const [name, field] of fields) {
    if (step.name !== name || field.kind === "null") continue;
    const found = evaluated(field, rest, style);
    if (found.length > 0) return found;
  }
  return [];
}

/** An array of what is found, or that alone where it is one. */
function ofElements(items: readonly JsonValue[], rest: readonly Step[], style: Style): string[] {
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
