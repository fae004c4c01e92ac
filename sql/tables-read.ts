import { selectScopes, type SelectScope } from "./select-scopes";
import type { Query } from "./tree";

/** The tables and views that the query names, in lower case, once each; common tables are none. */
export function tablesRead(query: Query, scopes: readonly SelectScope[] = selectScopes(query)): string[] {
  const tables = scopes.flatMap(({ sources }) => sources.flatMap(({ table }) => table ?? []));
  return [...new Set(tables)];
}
