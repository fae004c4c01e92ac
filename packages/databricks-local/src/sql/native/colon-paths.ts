import { SqlError } from "../sql-engine";
import { foundAt, type JsonStep } from "./json-paths";
import type { JsonValue } from "./json-value";

const STEP = /\.?([^.["]+)|\.?\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]/y;
const PATHS = new Map<string, readonly JsonStep[]>();

/**
 * What `:` finds in a JSON text, or NULL: names ignore case, but in `['name']`.
 *
 * @param path as the parser writes it: `a.b[0]["a name"][*]`
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-json-path-expression
 */
export function atColonPath(value: JsonValue, path: string): string | null {
  const steps = PATHS.get(path) ?? readSteps(path);
  if (PATHS.size > 500) PATHS.clear();
  PATHS.set(path, steps);
  return foundAt(value, steps);
}

function readSteps(path: string): JsonStep[] {
  const steps: JsonStep[] = [];
  for (let at = 0; at < path.length;) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (!match) throw invalidPath(path);
    const [written, plain, quoted, place] = match;
    at += written.length;
    if (plain !== undefined) steps.push({ kind: "key", name: plain, ignoresCase: true });
    else if (place === undefined) steps.push({ kind: "key", name: quoted ?? "" });
    else if (place === "*") steps.push({ kind: "place", isAll: true });
    else steps.push({ kind: "place", isAll: false, index: Number(place) });
  }
  return steps;
}

function invalidPath(path: string): SqlError {
  return new SqlError(
    "INVALID_EXTRACT_FIELD_TYPE",
    "42000",
    `Field name should be a path, but it's ${path}.`,
  );
}
