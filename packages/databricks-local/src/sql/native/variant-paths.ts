import { SqlError } from "../sql-engine";
import type { VariantValue } from "./variant-value";

/** Into an object's field, or an array's element. */
type VariantStep = string | number;

const STEP = /\.([^.[]+)|\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]/y;
const PATHS = new Map<string, readonly VariantStep[]>();

/**
 * What a path finds in a VARIANT; names are taken as they are written.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/variant_get
 */
export function atVariantPath(value: VariantValue, path: string, caller: string): VariantValue | undefined {
  let found: VariantValue | undefined = value;
  for (const step of stepsOf(path, caller)) found = found && stepped(found, step);
  return found;
}

function stepped(value: VariantValue, step: VariantStep): VariantValue | undefined {
  if (typeof step === "number") return value.kind === "array" ? value.items[step] : undefined;
  return value.kind === "object" ? value.fields.find(([name]) => name === step)?.[1] : undefined;
}

function stepsOf(path: string, caller: string): readonly VariantStep[] {
  const known = PATHS.get(path) ?? readSteps(path, caller);
  if (PATHS.size > 500) PATHS.clear();
  PATHS.set(path, known);
  return known;
}

function readSteps(path: string, caller: string): readonly VariantStep[] {
  if (!path.startsWith("$")) throw invalidPath(path, caller);
  const steps: VariantStep[] = [];
  for (let at = 1; at < path.length;) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (!match) throw invalidPath(path, caller);
    const [written, plain, single, double, place] = match;
    at += written.length;
    steps.push(place === undefined ? (plain ?? single ?? double ?? "") : Number(place));
  }
  return steps;
}

function invalidPath(path: string, caller: string): SqlError {
  return new SqlError(
    "INVALID_VARIANT_GET_PATH",
    "22023",
    `The path \`${path}\` is not a valid variant extraction path in \`${caller}\`. A valid path should start with \`$\` and is followed by zero or more segments like \`[123]\`, \`.name\`, \`['name']\`, or \`["name"]\`.`,
  );
}
