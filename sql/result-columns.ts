import { projectedColumns } from "./projected-columns";
import { type SelectScope, selectScopes } from "./select-scopes";
import type { Query } from "./tree";

/** The names of the result's columns as `projectedColumns` tells them; a set operation takes those of its first part. */
export function resultColumns(
  query: Query,
  scopes: readonly SelectScope[] = selectScopes(query),
): string[] | undefined {
  const first = scopes.find(({ isResult }) => isResult);
  return first && projectedColumns(first);
}
